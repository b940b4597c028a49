/** The words that mean Karmada's Cluster as a type, as kubectl takes them: singular, plural, with the group. */
const words: readonly string[] = ['cluster', 'clusters', 'cluster.cluster.karmada.io', 'clusters.cluster.karmada.io'];

export const isClusterType = (word: string): boolean => words.includes(word.toLowerCase());

/** `cluster/eu` is the name "eu"; so `karmate get clusters -o name` can be handed on. */
export function clusterNameIn(word: string): string {
  const [type = '', name, ...more] = word.split('/');
  return name && more.length === 0 && isClusterType(type) ? name : word;
}
