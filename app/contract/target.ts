import * as v from 'valibot';

/** TLS choices of a target. They apply only when the target speaks TLS. Paths are absolute. */
export const tlsSettings = v.object({
  /** PEM file with the certificate authorities to trust instead of the system's. */
  caFile: v.optional(v.string()),
  /** PEM file with the client's certificate chain; goes with `keyFile`. */
  certFile: v.optional(v.string()),
  /** PEM file with the client's private key. */
  keyFile: v.optional(v.string()),
  /** Accept any certificate. Loud, never a default. */
  insecure: v.optional(v.boolean()),
  /** Name to send as SNI and to check the certificate against. */
  serverName: v.optional(v.string()),
});
export type TlsSettings = v.InferOutput<typeof tlsSettings>;

/** A longer address is none. */
export const longestAddress = 2048;

/** Where a call goes and how the connection is made. Two equal settings share one channel. */
export const targetSettings = v.object({
  /** As a person typed it; `parseTarget` in `core/target.ts` gives its meaning. */
  address: v.pipe(v.string(), v.maxLength(longestAddress)),
  tls: v.optional(tlsSettings),
  /** Overrides the `:authority` pseudo header. */
  authority: v.optional(v.string()),
});
export type TargetSettings = v.InferOutput<typeof targetSettings>;

/** Milliseconds each step of connecting took, where known. */
export interface ConnectTimes {
  readonly name?: number;
  readonly connect?: number;
  readonly tls?: number;
  readonly total: number;
}

/** A connection as a person sees it. `key` is `targetKey` of the settings. */
export type ConnectionState =
  | { readonly key: string; readonly state: 'not-connected' }
  | { readonly key: string; readonly state: 'connecting' }
  | {
      readonly key: string;
      readonly state: 'connected';
      readonly ms: ConnectTimes;
      readonly tls: false | { readonly version: string; readonly insecure: boolean };
    }
  | {
      readonly key: string;
      readonly state: 'failed';
      readonly message: string;
      readonly hint?: string;
    };
