/** Go's integers of a fixed size, which wrap. Numbers up to 2^53 are exact here. */
export const int32 = (value: number): number => value | 0;

export const maxInt32 = 2 ** 31 - 1;

export const int64 = (value: bigint): bigint => BigInt.asIntN(64, value);

export const maxInt64 = 2n ** 63n - 1n;

/** int32(value) of an int64. */
export const toInt32 = (value: bigint): number => Number(BigInt.asIntN(32, value));

/** Go's integer division of whole numbers that JavaScript holds exactly: the quotient cut off at the point. */
export const quotient = (dividend: number, divisor: number): number => (dividend - (dividend % divisor)) / divisor;
