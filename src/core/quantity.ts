const scales: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A Kubernetes quantity (`250m`, `64Gi`, `1e3`) as a number, exact enough to compare (k8s.io/apimachinery,
 * pkg/api/resource); undefined for what is none.
 */
export function readQuantity(quantity: string | number | undefined): number | undefined {
  const [, number, suffix = '', exponent = '0'] =
    /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/.exec(String(quantity ?? '')) ?? [];
  return number === undefined ? undefined : Number(number) * (scales[suffix] ?? 1) * 10 ** Number(exponent);
}

/** How much of the whole, in whole percent as kubectl rounds it (down); undefined where there is no whole. */
export function percentOf(part: string | number | undefined, whole: string | number | undefined): number | undefined {
  const [of, all] = [readQuantity(part ?? 0), readQuantity(whole)];
  return of === undefined || !all ? undefined : Math.floor((of / all) * 100 + 1e-9);
}
