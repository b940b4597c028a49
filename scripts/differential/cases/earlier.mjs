// What earlier schedulings have left: clusters with their replicas, and clusters that are being left.

/** Of `total`, something to each of `names`, all of it together; many get the same. */
function shares(draw, names, total) {
  const even = Math.floor(total / names.length);
  let left = total;
  return names.map((name, at) => {
    const replicas =
      at === names.length - 1 ? left : Math.min(left, draw.oneOf([3, even], [2, () => draw.below(left + 1)]));
    left -= replicas;
    return { name, replicas };
  });
}

/** spec.clusters: as many as wanted, more, fewer, none; of clusters that are there, and seldom of one that is gone. */
export function earlierClusters(draw, all, replicas, { replicaScheduling }) {
  const known = draw.some(all.slice(0, 60), draw.of([0.2, 0.5, 0.9]));
  const names = draw.shuffled(draw.chance(0.12) ? [...known, 'gone'] : known);
  if (names.length === 0 || draw.chance(0.35)) return draw.maybe(0.05, []);
  const isDuplicated = !replicaScheduling || replicaScheduling.replicaSchedulingType === 'Duplicated';
  const total = draw.oneOf(
    [4, replicas],
    [2, () => Math.max(0, replicas - draw.between(1, 5))],
    [2, () => Math.min(2147483647, replicas + draw.between(1, 5))],
    [1, () => draw.between(0, 20)],
    [0.02, 2147483647],
  );
  const clusters = draw.oneOf(
    [isDuplicated ? 3 : 0.3, () => names.map((name) => ({ name, replicas }))],
    [isDuplicated ? 1 : 6, () => shares(draw, names, total)],
    [0.4, () => names.map((name) => ({ name }))],
    [0.4, () => names.map((name) => ({ name, replicas: draw.below(6) }))],
  );
  return draw.chance(0.01) ? [...clusters, { ...clusters[0], replicas: 1 }] : clusters;
}

export function evictionTasks(draw, names) {
  const from = draw.some(names.slice(0, 30), 0.25);
  return (draw.chance(0.05) ? [...from, 'gone'] : from).map((fromCluster) => ({
    fromCluster,
    reason: 'TaintUntolerated',
    producer: 'TaintManager',
    replicas: draw.maybe(0.5, () => draw.between(1, 5)),
  }));
}
