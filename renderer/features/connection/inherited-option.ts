import type { Settings } from '#app/contract/settings.ts';
import { type OptionName, optionFault } from '#app/core/option-text.ts';
import type { InheritedOption } from '#renderer/ui/OptionsForm.tsx';
import type { TargetDraft } from './target-draft.ts';

type Usual = Pick<Settings, 'maxReceiveMb' | 'proxy'>;

/** What holds where neither target nor request say anything. */
const defaults: Readonly<Record<OptionName, string>> = {
  compression: 'identity',
  maxReceiveBytes: '',
  maxSendBytes: 'unlimited',
  waitForReady: 'off',
  connectTimeoutMs: '10s',
  proxy: '',
  loadBalancing: 'pick_first',
  keepaliveMs: 'none',
  keepaliveTimeoutMs: '20s',
  keepaliveIdle: 'off',
  userAgent: 'grpc-node-js',
  retries: 'on',
  serviceConfig: 'None',
};

/** What a target inherits. */
export function usualOption({ maxReceiveMb, proxy }: Usual, name: OptionName): InheritedOption {
  if (name === 'maxReceiveBytes') return { text: `${maxReceiveMb} MB`, from: 'the settings' };
  if (name === 'proxy') return { text: proxyWords(proxy), from: 'the settings' };
  return { text: defaults[name] };
}

/** What a request inherits: what its target says, else what that inherits. */
export function optionOfTarget(
  { options = {} }: TargetDraft,
  settings: Usual,
  name: OptionName,
): InheritedOption {
  const text = (options[name] ?? '').trim();
  const isSaid = text !== '' && optionFault(name, text) === undefined;
  return isSaid ? { text, from: 'the server’s options' } : usualOption(settings, name);
}

function proxyWords({ mode, url }: Settings['proxy']): string {
  if (mode === 'environment') return 'environment';
  return mode === 'none' ? 'none' : url;
}
