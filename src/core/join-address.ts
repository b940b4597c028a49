/** Whether an address that holds here also holds for Karmada's controllers, which run elsewhere. */

/** Why Karmada would not find the cluster at `endpoint`; undefined where it may. */
export function whyNoWayTo(endpoint: string, karmadaServer: string): string | undefined {
  const host = hostOf(endpoint);
  if (isLoopback(host)) {
    // Both on this machine: a lab. Who tells Karmada to look at itself elsewhere is wrong.
    return isLoopback(hostOf(karmadaServer))
      ? undefined
      : `${host} is the machine of whoever connects: for Karmada, its own`;
  }
  if (/\.(svc|cluster\.local|docker\.internal)$/.test(host) || /\.svc\./.test(host))
    return `${host} is a name that holds inside one cluster or engine alone`;
  if (/^[^.:]+-(control-plane\d*|external-load-balancer)$/.test(host))
    return `${host} is the name of a container, which only its own engine knows`;
  return undefined;
}

const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : '';

export const isLoopback = (host: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|::1?|::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4})$/.test(host);
