import type { Route } from './connector.ts';

/**
 * How to have TLS with a target, or to do without it, in the middle of a sentence: the other scheme goes before the
 * address, but a socket's address has none.
 */
export function schemeAdvice(
  { target, face }: Pick<Route, 'target' | 'face'>,
  tls: boolean,
): string {
  if (target.kind === 'unix') return tls ? face.tlsOn : face.tlsOff;
  return `use ${tls ? 'grpcs' : 'grpc'}://`;
}

/** The same as a whole sentence, where it is known that the server at `place` speaks that. */
export function schemeHint(
  { target, face }: Pick<Route, 'target' | 'face'>,
  place: string,
  tls: boolean,
): string {
  const other = tls ? face.tlsOn : face.tlsOff;
  if (target.kind === 'unix') return `${other.charAt(0).toUpperCase()}${other.slice(1)}`;
  return `Use ${tls ? 'grpcs' : 'grpc'}://${place}, or switch TLS ${tls ? 'on' : 'off'}`;
}
