// Lists the member clusters of Karmada, once through the dynamic client and once through the typed one.
//   KUBECONFIG=~/.local/state/karmate/lab/karmada-config node examples/list-clusters.ts
// (Node 24 runs TypeScript as it is; with Node 20: npx tsx examples/list-clusters.ts)
import { connect, KnownError } from 'karmate';

const karmada = connect();

try {
  // Dynamic: client-node's CustomObjectsApi takes any group, version and plural, and promises nothing of the answer.
  const customObjects = await karmada.customObjects();
  const answer: { items: { metadata: { name: string } }[] } = await customObjects.listClusterCustomObject({
    group: 'cluster.karmada.io',
    version: 'v1alpha1',
    plural: 'clusters',
  });
  for (const { metadata } of answer.items) console.log(`dynamic ${metadata.name}`);

  // Typed: the same request, and the editor knows what a Cluster is.
  const { items } = await karmada.clusters.list();
  for (const { metadata, spec, status } of items) {
    const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status ?? 'Unknown';
    console.log(`typed ${metadata.name} ${spec.syncMode} ${status?.kubernetesVersion ?? '-'} Ready=${ready}`);
  }
} catch (error) {
  if (!(error instanceof KnownError)) throw error;
  console.error(`${error.code}: ${error.message}${error.hint ? ` ${error.hint}` : ''}`);
  process.exitCode = 1;
}
