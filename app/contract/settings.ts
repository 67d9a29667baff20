import * as v from 'valibot';
import { tlsWithoutSecret } from './target.ts';

/** Bounds of what can be chosen; the page offers no more. */
export const settingBounds = {
  interfaceSize: { min: 12, max: 16 },
  dataSize: { min: 11, max: 18 },
  /** MB. grpc-js counts in 32 bits. */
  maxReceiveMb: { min: 1, max: 2047 },
  keptMb: { min: 1, max: 8192 },
  diskMb: { min: 16, max: 1024 * 1024 },
  /** Of one call; 0 for all. */
  newestEvents: { min: 0, max: 1_000_000_000 },
  historyCalls: { min: 1, max: 10_000 },
  historyMb: { min: 16, max: 1024 * 1024 },
  historyDays: { min: 1, max: 3650 },
  zoom: { min: 0.5, max: 3 },
} as const;

function within(name: keyof typeof settingBounds) {
  const { min, max } = settingBounds[name];
  return v.pipe(v.number(), v.minValue(min), v.maxValue(max));
}

const profileName = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
/** So many former names of a profile are remembered. */
export const mostFormerNames = 20;

/**
 * TLS choices under a name, which any number of targets may share. To accept any certificate is none
 * of them: each target says that for itself.
 */
const tlsProfile = v.object({
  name: profileName,
  tls: v.omit(tlsWithoutSecret, ['insecure']),
  /** Names that it had before, the newest last: targets that were not open then still name it so. */
  was: v.exactOptional(v.pipe(v.array(profileName), v.maxLength(mostFormerNames))),
});
export type TlsProfile = v.InferOutput<typeof tlsProfile>;

/** How connections reach servers where their own options do not say. */
const proxyChoice = v.object({
  /** As the environment says, through none, or through the one given here. */
  mode: v.picklist(['environment', 'none', 'manual']),
  /** `http://[user@]host:port` or `socks5://…`; a password is refused, for it would be written down. */
  url: v.string(),
  /** Hosts that are reached without it, as in `NO_PROXY`. */
  noProxy: v.string(),
});
export type ProxyChoice = v.InferOutput<typeof proxyChoice>;

/**
 * What a person chose for every window, kept in `DUPLEX_HOME/settings.json`. A choice that cannot be
 * understood falls back to its default without touching the others; keys of a newer Duplex survive.
 */
export const settings = v.looseObject({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  contrast: v.fallback(v.picklist(['system', 'more']), 'system'),
  /** Pixels. */
  interfaceSize: v.fallback(within('interfaceSize'), 13),
  /** Pixels. */
  dataSize: v.fallback(within('dataSize'), 12.5),
  /** A factor. */
  zoom: v.fallback(within('zoom'), 1),
  /** Of requests that name none of their own: `5s`, `300ms`; empty for none. */
  deadline: v.fallback(v.pipe(v.string(), v.maxLength(32)), ''),
  /** The largest message that is received, in MB of 1024 × 1024 bytes. */
  maxReceiveMb: v.fallback(within('maxReceiveMb'), 512),
  /**
   * How much of a call's messages stays in memory where the disk does not have them, in MB; beyond it
   * the oldest are let go.
   */
  keptMb: v.fallback(within('keptMb'), 256),
  /** How much of a call stays on the disk, in MB; beyond it the oldest events are let go. */
  diskMb: v.fallback(within('diskMb'), 2048),
  /** So many of a call's newest events are kept, and few more; 0 for all. */
  newestEvents: v.fallback(v.pipe(within('newestEvents'), v.integer()), 0),
  /** Whether a call that has come to what is kept of one lets its oldest go, waits for a choice, or ends. */
  whenFull: v.fallback(v.picklist(['keepNewest', 'ask', 'end']), 'keepNewest'),
  /** Whether a call that the disk refuses to take goes on in memory, or ends. */
  whenDiskFull: v.fallback(v.picklist(['goOn', 'cancel']), 'goOn'),
  /** Of all past calls; what is beyond any of the three is deleted, the oldest first. */
  historyCalls: v.fallback(v.pipe(within('historyCalls'), v.integer()), 200),
  // Twice what a call may take: one that fills its share stays when the next is made.
  historyMb: v.fallback(within('historyMb'), 4096),
  historyDays: v.fallback(within('historyDays'), 30),
  /** Answers show fields without presence too when they hold their default. */
  emitDefaults: v.fallback(v.boolean(), false),
  /** Answers show fields by their names in `.proto` files. */
  originalNames: v.fallback(v.boolean(), false),
  /** Long lines of a message in the editor go on in the next row. */
  wrapLines: v.fallback(v.boolean(), false),
  tlsProfiles: v.fallback(v.pipe(v.array(tlsProfile), v.maxLength(200)), []),
  proxy: v.fallback(proxyChoice, { mode: 'environment', url: '', noProxy: '' }),
});
export type Settings = v.InferOutput<typeof settings>;

export const defaultSettings: Settings = v.parse(settings, {});
