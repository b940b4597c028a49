import { isKarmadaGroup, plainKubernetesHint } from '../core/plain-kubernetes.ts';
import { rightOf } from '../core/right.ts';
import type { Exchange } from './failure.ts';
import type { Status } from './status.ts';

/** `/apis/cluster.karmada.io/v1alpha1/clusters/x`: what is longer goes on to a member. */
const clusterPathLength = 6;

/** What to do about an answer other than 2xx. */
export function answerHint(status: number, exchange: Exchange, said: Status | undefined): string | undefined {
  const { method, path, member } = exchange;
  switch (status) {
    case 401:
      return 'A token or certificate may have expired, or be for another server: get a fresh kubeconfig, or log in again.';
    case 403:
      return said && !isAboutRights(said) ? undefined : rightHint(method, path);
    case 404:
      return absentApiHint(exchange, said);
    case 407:
      return 'A proxy in between wants credentials.';
    case 409:
      return said?.reason === 'Conflict' && !said.details?.causes?.length
        ? 'Somebody else changed it meanwhile: look at it, and try again.'
        : undefined;
    case 410:
      return 'What was being read is no longer kept by the server: start again.';
    case 429:
      return 'The server has too much to do: try again later.';
    case 500:
      // A webhook or a wrong manifest may be behind a 500 that has another reason, or none.
      return said && said.reason !== 'InternalError'
        ? undefined
        : "It is an error of the server's own: its log says more.";
    case 502:
    case 503:
    case 504:
      if (member !== undefined) return `Is the member cluster up? See: karmate get clusters ${member}`;
      return path.startsWith('/apis/cluster.karmada.io/')
        ? "Karmada's aggregated API server does not answer, or the member behind it."
        : 'It may be starting or stopping: try again in a moment.';
    default:
      return undefined;
  }
}

/** Quotas, security levels, a namespace that is going away and webhooks say 403 too, and speak for themselves. */
const isAboutRights = ({ details, message = '' }: Status): boolean =>
  details?.kind !== undefined && (message === '' || /\bUser ".*" cannot \S+ (?:resource|path) /.test(message));

function rightHint(method: string, path: string): string {
  const right = rightOf(method, path);
  if (!right) return `The server refused ${method} ${path} to this user.`;
  const where = right.namespace ? ` -n ${right.namespace}` : '';
  return `Ask whoever runs the server for this right. To check it: kubectl auth can-i ${right.verb} ${right.resource}${where}`;
}

/** Asked only once something has failed: on good days nobody asks whether a server is Karmada. */
function absentApiHint({ path, context, contexts, member }: Exchange, said: Status | undefined): string | undefined {
  const group = /^\/apis\/([^/]+)/.exec(path)?.[1] ?? '';
  const isForMember = group === 'cluster.karmada.io' && path.split('/').length > clusterPathLength;
  if (context === undefined || member !== undefined || isForMember) return undefined;
  if (said?.details?.name !== undefined || !isKarmadaGroup(group)) return undefined;
  return plainKubernetesHint(group, { context, contexts });
}
