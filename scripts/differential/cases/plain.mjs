/** Plain data: what JSON does not keep is not in it. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
