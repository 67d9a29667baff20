/**
 * The path that is meant by one that was typed or pasted: out of its quotes, its `file:` URL or its `~`,
 * and without the separators at its end, so that one folder is one source.
 */
export function typedPath(typed: string, home: string): string {
  return withoutEnd(fromHome(fromUrl(withoutQuotes(typed.trim())), home));
}

function withoutQuotes(path: string): string {
  return /^(["'])(.*)\1$/.exec(path)?.[2]?.trim() ?? path;
}

function fromUrl(path: string): string {
  const named = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(path)?.[1];
  if (named === undefined) return path;
  // `/C:/…` of Windows.
  return decoded(named).replace(/^\/(?=[a-z]:)/i, '');
}

/** A `%` that begins no character is one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path with the home folder in the place of a `~` at its beginning. */
export function fromHome(path: string, home: string): string {
  return home !== '' && /^~(?:[\\/]|$)/.test(path) ? home + path.slice(1) : path;
}

function withoutEnd(path: string): string {
  const short = path.replace(/[\\/]+$/, '');
  // Of a root they are all there is.
  return short === '' || /^[a-z]:$/i.test(short) ? path : short;
}
