import * as v from 'valibot';

const optionText = v.exactOptional(v.pipe(v.string(), v.maxLength(100_000)));

/** Transport options as typed; what is absent or empty is inherited. `core/option-text.ts` reads them. */
export const optionTexts = v.object({
  compression: optionText,
  maxReceiveBytes: optionText,
  maxSendBytes: optionText,
  waitForReady: optionText,
  connectTimeoutMs: optionText,
  proxy: optionText,
  loadBalancing: optionText,
  keepaliveMs: optionText,
  keepaliveTimeoutMs: optionText,
  keepaliveIdle: optionText,
  userAgent: optionText,
  retries: optionText,
  serviceConfig: optionText,
});
export type OptionTexts = v.InferOutput<typeof optionTexts>;
