/** Where in a JSON text, whole or not, something is named or given a value. */
export interface JsonPlace {
  readonly part: 'name' | 'value';
  /** What stands there, its quotes included. */
  readonly from: number;
  readonly to: number;
  /** The same without quotes, and how much of it is before the place. */
  readonly text: string;
  readonly typed: string;
  readonly isQuoted: boolean;
  /** From the top to the object or list that it is in. */
  readonly steps: readonly (string | number)[];
  /** The `"@type"` of the top, and of what each step leads to. */
  readonly types: readonly (string | undefined)[];
  /** Of a value in an object: its name. */
  readonly name?: string;
  /** The other names in the object. */
  readonly names: readonly string[];
  readonly hasColon: boolean;
  /** Another member follows, without a comma between. */
  readonly hasNext: boolean;
}

/** A longer text is not looked into: it is done at each key stroke. */
const longestText = 1_000_000;
const tokens = /"(?:[^"\\\n]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

/** What a position in the text means; `undefined` where neither a name nor a value can stand. */
export function placeAt(text: string, position: number): JsonPlace | undefined {
  if (text.length > longestText) return undefined;
  const stack: Frame[] = [];
  let found: Found | undefined;
  for (const match of text.matchAll(tokens)) {
    const token = { from: match.index, to: match.index + match[0].length, text: match[0] };
    if (found === undefined && position <= token.to) found = foundIn(stack, token, position);
    if (found === undefined && token.from >= position) return undefined;
    take(stack, token.text);
  }
  found ??= foundBetween(stack, position);
  return found && placeOf(text, position, found);
}

/** An object or list that is open. */
interface Frame {
  readonly isObject: boolean;
  readonly names: string[];
  type?: string;
  name?: string | undefined;
  index: number;
  awaits: 'name' | 'colon' | 'value' | 'comma';
}

interface Token {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Found {
  readonly part: JsonPlace['part'];
  readonly token: Token;
  /** With the step that leads on from each, as it is there. */
  readonly frames: readonly { readonly frame: Frame; readonly step: string | number | undefined }[];
}

function take(stack: Frame[], token: string): void {
  const frame = stack.at(-1);
  if (token === '{' || token === '[') {
    if (frame !== undefined) frame.awaits = 'comma';
    const isObject = token === '{';
    stack.push({ isObject, names: [], index: 0, awaits: isObject ? 'name' : 'value' });
  } else if (token === '}' || token === ']') stack.pop();
  else if (frame === undefined) return;
  else if (token === ':') frame.awaits = 'value';
  else if (token === ',') {
    frame.awaits = frame.isObject ? 'name' : 'value';
    frame.index += 1;
    frame.name = undefined;
  } else if (frame.isObject && frame.awaits !== 'value') {
    frame.name = unquoted(token);
    frame.names.push(frame.name);
    frame.awaits = 'colon';
  } else {
    if (frame.name === '@type') frame.type = unquoted(token);
    frame.awaits = 'comma';
  }
}

function foundIn(stack: readonly Frame[], token: Token, position: number): Found | undefined {
  if (position <= token.from) return foundBetween(stack, position);
  if (/^[{}[\],:]/.test(token.text)) return undefined;
  const isClosed = /^".*"$/s.test(token.text);
  if (isClosed && position === token.to) return undefined;
  const frame = stack.at(-1);
  if (frame === undefined || frame.awaits === 'colon') return undefined;
  const part = frame.isObject && frame.awaits !== 'value' ? 'name' : 'value';
  return { part, token, frames: framesOf(stack) };
}

function foundBetween(stack: readonly Frame[], position: number): Found | undefined {
  const awaits = stack.at(-1)?.awaits;
  if (awaits !== 'name' && awaits !== 'value') return undefined;
  const token = { from: position, to: position, text: '' };
  return { part: awaits, token, frames: framesOf(stack) };
}

function framesOf(stack: readonly Frame[]): Found['frames'] {
  return stack.map((frame) => ({ frame, step: frame.isObject ? frame.name : frame.index }));
}

function placeOf(text: string, position: number, { part, token, frames }: Found): JsonPlace {
  const isQuoted = token.text.startsWith('"');
  const after = text.slice(position, token.to);
  // A quote that is not closed yet runs into what follows it.
  const isOwn = /^[\w.@/$[\]-]*"?$/.test(after);
  const to = isOwn ? token.to : position;
  const whole = text.slice(token.from, to);
  const last = frames.at(-1);
  const names = [...(last?.frame.names ?? [])];
  const itself = names.indexOf(unquoted(token.text));
  if (part === 'name' && token.text !== '' && itself !== -1) names.splice(itself, 1);
  const name = part === 'value' ? last?.step : undefined;
  const next = text.slice(to, to + 1000).trimStart();
  return {
    part,
    from: token.from,
    to,
    text: unquoted(whole),
    typed: text.slice(token.from + (isQuoted ? 1 : 0), position),
    isQuoted,
    steps: frames.slice(0, -1).map((one) => one.step ?? ''),
    types: frames.map(({ frame }) => frame.type),
    ...(typeof name === 'string' && { name }),
    names,
    hasColon: next.startsWith(':'),
    hasNext: next.startsWith('"'),
  };
}

function unquoted(token: string): string {
  if (!token.startsWith('"')) return token;
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1).replace(/"$/, '');
  }
}
