import * as v from 'valibot';
import type { Advice, AppError } from './result.ts';

/** TLS choices of a target. They apply only when the target speaks TLS. Paths are absolute. */
export const tlsSettings = v.object({
  /** PEM files with the certificate authorities to trust instead of the system's, and folders of such. */
  caPaths: v.optional(v.array(v.string())),
  /** The client's certificate chain as PEM, which goes with `keyFile`, or PKCS#12 with its key. */
  certFile: v.optional(v.string()),
  /** PEM file with the client's private key. */
  keyFile: v.optional(v.string()),
  /** Of an encrypted key or PKCS#12 file. Kept in memory alone: nothing that is written holds it. */
  passphrase: v.optional(v.string()),
  /** Accept any certificate. Loud, never a default. */
  insecure: v.optional(v.boolean()),
  /** Name to send as SNI and to check the certificate against. */
  serverName: v.optional(v.string()),
});
export type TlsSettings = v.InferOutput<typeof tlsSettings>;

/** What is wrong with the files that TLS settings name, by the setting. */
export interface TlsFaults {
  /** By the path. */
  readonly caPaths: { readonly [path: string]: AppError };
  readonly certFile?: AppError;
  readonly keyFile?: AppError;
  readonly passphrase?: AppError;
}

/** TLS choices as they may be written down. */
export const tlsWithoutSecret = v.omit(tlsSettings, ['passphrase']);

/** What messages can be compressed with; `identity` is not at all. */
export const compressions = ['identity', 'gzip', 'deflate'] as const;

/** Which of a target's addresses are used: the first that answers, or all in turn. */
export const loadBalancings = ['pick_first', 'round_robin'] as const;

/**
 * How calls go over a connection. Those of a request win over those of its target, which win over
 * the settings. Sizes are bytes of one message, inflated; -1 is unlimited.
 */
export const transportOptions = v.object({
  maxReceiveBytes: v.optional(v.number()),
  maxSendBytes: v.optional(v.number()),
  /** What sent messages are compressed with. */
  compression: v.optional(v.picklist(compressions)),
  /** Keep trying to connect until the deadline instead of failing at the first fault. */
  waitForReady: v.optional(v.boolean()),
  /** Milliseconds to wait for a connection; 10 s without it. */
  connectTimeoutMs: v.optional(v.number()),
  /** Milliseconds between HTTP/2 pings; none without it. */
  keepaliveMs: v.optional(v.number()),
  /** Milliseconds to wait for a ping's answer. */
  keepaliveTimeoutMs: v.optional(v.number()),
  /** Ping while no call is open, too. */
  keepaliveIdle: v.optional(v.boolean()),
  /** Put before grpc-js's own. */
  userAgent: v.optional(v.string()),
  /** A service config as JSON: retry policy, hedging, load balancing. */
  serviceConfig: v.optional(v.string()),
  /** Whether failed calls are tried again as a service config says; true without it. */
  retries: v.optional(v.boolean()),
  loadBalancing: v.optional(v.picklist(loadBalancings)),
  /**
   * `http://[user:password@]host:port`, `socks5://…`, or `none`; without it, what the settings or the
   * environment say.
   */
  proxy: v.optional(v.string()),
});
export type TransportOptions = v.InferOutput<typeof transportOptions>;

/** A longer address is none. */
export const longestAddress = 2048;

/** Where a call goes and how the connection is made. Two equal settings share one channel. */
export const targetSettings = v.object({
  /** As a person typed it; `parseTarget` in `core/target.ts` gives its meaning. */
  address: v.pipe(v.string(), v.maxLength(longestAddress)),
  tls: v.optional(tlsSettings),
  /** Overrides the `:authority` pseudo header. */
  authority: v.optional(v.string()),
  options: v.optional(transportOptions),
});
export type TargetSettings = v.InferOutput<typeof targetSettings>;

/** Milliseconds each step of connecting took, where known. */
export interface ConnectTimes {
  readonly name?: number;
  readonly connect?: number;
  readonly proxy?: number;
  readonly tls?: number;
  readonly total: number;
}

/** What the TLS handshake agreed on. */
export interface TlsFacts {
  readonly version: string;
  /** Any certificate was accepted. */
  readonly insecure: boolean;
  readonly alpn?: string;
  readonly cipher?: string;
  /** The server's chain, its own first. */
  readonly certificates?: readonly Certificate[];
}

/** A certificate as a person reads it. Times are ISO 8601. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and IP addresses it is for. */
  readonly names: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly serialNumber: string;
  /** SHA-256, in hexadecimal with colons. */
  readonly fingerprint: string;
}

/** A connection as a person sees it. `key` is `targetKey` of the settings. */
export type ConnectionState =
  | {
      readonly key: string;
      readonly state: 'not-connected';
      /** The server ended it while nothing ran over it: nothing was lost. */
      readonly wasIdle?: true;
      /** It was let go of here: by hand, or because nothing used it. */
      readonly wasLetGo?: true;
    }
  | { readonly key: string; readonly state: 'connecting' }
  | {
      readonly key: string;
      readonly state: 'connected';
      readonly ms: ConnectTimes;
      readonly tls: false | TlsFacts;
      /** The IP address and port that were reached, or the socket's path. */
      readonly peer?: string;
      /** Through which proxy, without its password. */
      readonly proxy?: string;
    }
  | {
      readonly key: string;
      readonly state: 'failed';
      readonly message: string;
      readonly hint?: string;
      readonly advice?: Advice;
      /** What the TLS handshake came to, with the certificates that were shown, where it got that far. */
      readonly tls?: TlsFacts;
    };
