/** Fields that an API server fills in, so that they are there though no file says so (pkg/apis/…/v1/defaults.go of Kubernetes). */
const filledIn: readonly RegExp[] = [
  /^\/(?:metadata|status)\b/,
  /^\/spec\/(?:replicas|strategy|updateStrategy|progressDeadlineSeconds|revisionHistoryLimit|podManagementPolicy)\b/,
  /^\/spec\/(?:parallelism|completions|backoffLimit|completionMode|suspend|concurrencyPolicy|persistentVolumeClaimRetentionPolicy)\b/,
  /^\/spec\/(?:type|sessionAffinity|clusterIPs?|ipFamilies|ipFamilyPolicy|internalTrafficPolicy|externalTrafficPolicy)\b/,
  /\/(?:terminationGracePeriodSeconds|dnsPolicy|restartPolicy|schedulerName|securityContext|enableServiceLinks)\b/,
  /\/(?:imagePullPolicy|terminationMessagePath|terminationMessagePolicy|resources|protocol|targetPort|defaultMode)$/,
  /\/(?:timeoutSeconds|periodSeconds|successThreshold|failureThreshold|scheme)$/,
];

/** Whether a JSON pointer may lead somewhere on a server, though it leads nowhere in a file. */
export const isFilledIn = (pointer: string): boolean => filledIn.some((pattern) => pattern.test(pointer));
