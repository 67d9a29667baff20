import type { Route } from './connector.ts';

/** What to do where a server speaks TLS and is called in plaintext, or the other way round: the end of a sentence. */
export function toOtherScheme({ target, face }: Pick<Route, 'target' | 'face'>): string {
  if (target.kind === 'unix') return target.tls ? face.tlsOff : face.tlsOn;
  return `use ${target.tls ? 'grpc' : 'grpcs'}://`;
}

/** The same where that is known, as a sentence with the address at `place`. */
export function otherSchemeAt(
  place: string,
  { target, face }: Pick<Route, 'target' | 'face'>,
): string {
  if (target.kind !== 'unix')
    return target.tls ? face.inPlaintext(`grpc://${place}`) : face.inTls(`grpcs://${place}`);
  const how = target.tls ? face.tlsOff : face.tlsOn;
  return `${how.charAt(0).toUpperCase()}${how.slice(1)}`;
}
