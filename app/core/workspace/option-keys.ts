import type { OptionTexts } from '#app/contract/session.ts';

/** What the options are called in files, in the order in which they stand there. */
export const optionKeys = {
  compression: 'compression',
  maxReceiveBytes: 'max-receive',
  maxSendBytes: 'max-send',
  waitForReady: 'wait-for-ready',
  connectTimeoutMs: 'connect-timeout',
  proxy: 'proxy',
  loadBalancing: 'load-balancing',
  keepaliveMs: 'keepalive',
  keepaliveTimeoutMs: 'keepalive-timeout',
  keepaliveIdle: 'keepalive-idle',
  userAgent: 'user-agent',
  retries: 'retries',
  serviceConfig: 'service-config',
} as const satisfies Readonly<Record<keyof OptionTexts, string>>;
