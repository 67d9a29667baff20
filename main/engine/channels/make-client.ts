import { Client, credentials } from '@grpc/grpc-js';
import type { Target } from '#app/core/target.ts';
import { type TlsMaterial, tlsCredentials } from './credentials.ts';

/** Receive window; several times faster than HTTP/2's 64 KiB for streams. */
const flowControlWindow = 1024 * 1024;

/** A client of grpc-js for one target with all its settings. Whoever made it closes it. */
export function makeClient(
  target: Target,
  material: TlsMaterial,
  authority: string | undefined,
  maxReceiveBytes: number,
): Client {
  const name = material.serverName;
  return new Client(
    resolverAddress(target),
    target.tls ? tlsCredentials(material) : credentials.createInsecure(),
    {
      'grpc.max_receive_message_length': maxReceiveBytes,
      'grpc.max_send_message_length': -1,
      'grpc-node.flow_control_window': flowControlWindow,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 2000,
      ...(authority && { 'grpc.default_authority': authority }),
      ...(name && {
        'grpc.ssl_target_name_override': name,
        'grpc.default_authority': authority ?? name,
      }),
    },
  );
}

function resolverAddress(target: Target): string {
  if (target.kind === 'unix') return `unix:${target.host}`;
  if (target.host.includes(':')) return `ipv6:[${target.host}]:${target.port}`;
  return /^\d+(\.\d+){3}$/.test(target.host)
    ? `ipv4:${target.host}:${target.port}`
    : `dns:///${target.host}:${target.port}`;
}
