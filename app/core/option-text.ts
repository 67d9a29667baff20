import { type AppError, Failure, failureOf } from '../contract/result.ts';
import type { OptionTexts } from '../contract/session.ts';
import { compressions, loadBalancings, type TransportOptions } from '../contract/target.ts';
import { checkTransport } from './check-transport.ts';
import { parseTime } from './deadline.ts';
import { parseProxy } from './proxy.ts';
import { parseSize, sizeText } from './size.ts';

/** An option that can be typed. */
export type OptionName = keyof TransportOptions & keyof OptionTexts;

/** What an option is called where it is wrong. */
export const optionLabels: Readonly<Record<OptionName, string>> = {
  compression: 'Compression',
  maxReceiveBytes: 'Largest received',
  maxSendBytes: 'Largest sent',
  waitForReady: 'Wait for ready',
  connectTimeoutMs: 'Connect timeout',
  proxy: 'Proxy',
  loadBalancing: 'Load balancing',
  keepaliveMs: 'Keepalive',
  keepaliveTimeoutMs: 'Keepalive timeout',
  keepaliveIdle: 'Keepalive while idle',
  userAgent: 'User agent',
  retries: 'Retries',
  serviceConfig: 'Service config',
};

const names = Object.keys(optionLabels).filter((name): name is OptionName => name in optionLabels);

type Parsers = { readonly [Name in OptionName]: (text: string) => TransportOptions[Name] };

/** Each throws a usage {@link Failure} for a text that is none of its kind. */
const parsers: Parsers = {
  compression: oneOf(compressions),
  maxReceiveBytes: parseSize,
  maxSendBytes: parseSize,
  waitForReady: onOrOff,
  connectTimeoutMs: parseTime,
  proxy: proxyOption,
  loadBalancing: oneOf(loadBalancings),
  keepaliveMs: parseTime,
  keepaliveTimeoutMs: parseTime,
  keepaliveIdle: onOrOff,
  userAgent: asItIs,
  retries: onOrOff,
  serviceConfig: asItIs,
};

/** The options that the texts say; what is empty or wrong is left out. */
export function optionsOf(texts: OptionTexts): TransportOptions {
  const said = names.flatMap((name) => {
    const text = (texts[name] ?? '').trim();
    return text === '' || optionFault(name, text) !== undefined
      ? []
      : [[name, parsers[name](text)] as const];
  });
  return Object.fromEntries(said);
}

/** What is wrong with a text, by the engine's own rules; an empty one is inherited, and so never wrong. */
export function optionFault(name: OptionName, text: string): AppError | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return failureOf(() => checkTransport({ [name]: parsers[name](trimmed) }));
}

/** The first of what is wrong, with the option's name. */
export function optionsFault(texts: OptionTexts): AppError | undefined {
  for (const name of names) {
    const fault = optionFault(name, texts[name] ?? '');
    if (fault !== undefined)
      return { ...fault, message: `${optionLabels[name]}: ${fault.message}` };
  }
  return undefined;
}

/** How many options are said. */
export function countOptions(texts: OptionTexts): number {
  return names.filter((name) => (texts[name] ?? '').trim() !== '').length;
}

/** The texts as they may be written down: a password that was typed is refused, and not kept. */
export function keptOptions(texts: OptionTexts): OptionTexts {
  const { proxy } = texts;
  if (proxy === undefined) return texts;
  return { ...texts, proxy: withoutPassword(proxy) };
}

/**
 * A proxy that is written down: throws a usage {@link Failure} where it has a password, or is none.
 */
export function checkKeptProxy(text: string): void {
  if (parseProxy(text).password === undefined) return;
  throw new Failure(
    'usage',
    'The proxy has a password, which would be written to a file',
    'Write user@ alone: its password then has a field of its own, and stays in memory',
  );
}

/** The options as they may be written down: without the password of a proxy. */
export function keptTransport(options: TransportOptions): TransportOptions {
  const { proxy } = options;
  return proxy === undefined ? options : { ...options, proxy: withoutPassword(proxy) };
}

/** The texts that say the options: {@link optionsOf} of them is the same again. */
export function optionTextsOf(options: TransportOptions): OptionTexts {
  const texts = names.flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [[name, textOf(name, value)] as const];
  });
  return Object.fromEntries(texts);
}

function textOf(name: OptionName, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value;
  return name.endsWith('Ms') ? `${value}ms` : sizeText(value);
}

function withoutPassword(url: string): string {
  return url.replace(/^([^/]*:\/\/)?([^@:]*):.*@/s, '$1$2@');
}

function proxyOption(text: string): string {
  if (text !== 'none') checkKeptProxy(text);
  return text;
}

function oneOf<const Value extends string>(values: readonly Value[]): (text: string) => Value {
  return (text) => {
    const found = values.find((value) => value === text);
    if (found !== undefined) return found;
    throw new Failure('usage', `"${text}" is not a choice`, `Choose ${values.join(', ')}`);
  };
}

function onOrOff(text: string): boolean {
  return oneOf(['on', 'off'])(text) === 'on';
}

function asItIs(text: string): string {
  return text;
}
