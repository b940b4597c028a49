/** The names a server's certificate is for, where a connection failed since the one asked for is not among them. */
export function otherNames(error: unknown): readonly string[] | undefined {
  if (!isRecord(error) || !isRecord(error.cause) || error.cause.code !== 'ERR_TLS_CERT_ALTNAME_INVALID')
    return undefined;
  const { cert } = error.cause;
  const text = isRecord(cert) && typeof cert.subjectaltname === 'string' ? cert.subjectaltname : '';
  return text
    .split(', ')
    .map((entry) => entry.slice(entry.indexOf(':') + 1))
    .filter((name) => name !== '');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
