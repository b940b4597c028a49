/** What a Kubernetes API server says where it says no. */
export interface Status {
  readonly reason?: string;
  readonly message?: string;
  readonly details?: StatusDetails;
}

export interface StatusDetails {
  readonly group?: string;
  /** RBAC names the resource that it refuses; an admission webhook's refusal says it in the message only. */
  readonly kind?: string;
  readonly name?: string;
  readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
}

/** undefined: somebody else than an API server answered, a proxy for instance. */
export function readStatus(body: string): Status | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'kind' in parsed && parsed.kind === 'Status'
      ? (parsed as Status)
      : undefined;
  } catch {
    return undefined;
  }
}
