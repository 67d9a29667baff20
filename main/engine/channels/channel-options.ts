import { type ChannelOptions, compressionAlgorithms } from '@grpc/grpc-js';
import type { ServiceConfig } from '#app/contract/service-config.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import { parseServiceConfig } from '#app/core/service-config.ts';
import { parseJson } from '../codec/json-text.ts';

/** Receive window; several times faster than HTTP/2's 64 KiB for streams. */
const flowControlWindow = 1024 * 1024;

/**
 * The largest message there is: protobuf allows no larger one. Without any bound, grpc-js would inflate
 * whatever a few MB on the wire become.
 */
export const largestMessage = 2 ** 31 - 1;

/** Bytes of the largest message that is received. */
export function mostReceived({ maxReceiveBytes = -1 }: TransportOptions): number {
  return maxReceiveBytes < 0 ? largestMessage : maxReceiveBytes;
}

/** Transport options in grpc-js's words. Throws a usage `Failure` for a service config that is none. */
export function channelOptions(transport: TransportOptions): ChannelOptions {
  const { maxSendBytes = -1, compression = 'identity' } = transport;
  const config = serviceConfigOf(transport);
  return {
    'grpc.max_receive_message_length': mostReceived(transport),
    'grpc.max_send_message_length': maxSendBytes,
    // grpc-js would look through what the server can inflate, to find that it need not.
    ...(compression !== 'identity' && {
      'grpc.default_compression_algorithm': compressionAlgorithms[compression],
    }),
    ...keepalive(transport),
    ...(transport.userAgent && { 'grpc.primary_user_agent': transport.userAgent }),
    ...(config && { 'grpc.service_config': JSON.stringify(config) }),
    // What is counted there nobody here asks for.
    'grpc.enable_channelz': 0,
    'grpc.enable_retries': transport.retries === false ? 0 : 1,
    'grpc-node.flow_control_window': flowControlWindow,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 2000,
    // The route has its proxy; grpc-js would look for one in the environment by itself.
    'grpc.enable_http_proxy': 0,
    // No name server is asked for a service config: what a person did not choose stays out.
    'grpc.service_config_disable_resolution': 1,
  };
}

const usualKeepaliveTimeoutMs = 20_000;

/** How long a keepalive ping may go unanswered, in milliseconds; `undefined` where none are sent. */
export function keepaliveTimeoutOf(transport: TransportOptions): number | undefined {
  const { keepaliveMs, keepaliveTimeoutMs = usualKeepaliveTimeoutMs } = transport;
  return keepaliveMs === undefined ? undefined : keepaliveTimeoutMs;
}

function keepalive(transport: TransportOptions): ChannelOptions {
  const { keepaliveMs, keepaliveIdle } = transport;
  const timeoutMs = keepaliveTimeoutOf(transport);
  if (keepaliveMs === undefined || timeoutMs === undefined) return {};
  return {
    'grpc.keepalive_time_ms': keepaliveMs,
    'grpc.keepalive_timeout_ms': timeoutMs,
    'grpc.keepalive_permit_without_calls': keepaliveIdle === true ? 1 : 0,
  };
}

/** The person's service config, with the load balancing that was chosen beside it; each call keeps its timeout itself. */
function serviceConfigOf({ serviceConfig, loadBalancing }: TransportOptions): object | undefined {
  const config = serviceConfig?.trim()
    ? withoutTimeouts(parseServiceConfig(serviceConfig, parseJson))
    : undefined;
  // The older of its two names for it, which grpc-js reads and leaves alone.
  const policy =
    loadBalancing ??
    (config?.loadBalancingConfig ? undefined : config?.loadBalancingPolicy?.toLowerCase());
  return policy === undefined ? config : { ...config, loadBalancingConfig: [{ [policy]: {} }] };
}

function withoutTimeouts({ methodConfig, ...config }: ServiceConfig): ServiceConfig {
  if (methodConfig === undefined) return config;
  return { ...config, methodConfig: methodConfig.map(({ timeout: _kept, ...one }) => one) };
}
