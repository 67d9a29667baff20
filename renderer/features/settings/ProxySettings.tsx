import { type AppError, failureOf } from '#app/contract/result.ts';
import type { ProxyChoice } from '#app/contract/settings.ts';
import { checkKeptProxy } from '#app/core/option-text.ts';
import { ProxyPassword } from '#renderer/features/connection/index.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { useTypedSetting } from './use-typed-setting.ts';

const modes = [
  { id: 'environment', label: 'Environment' },
  { id: 'none', label: 'None' },
  { id: 'manual', label: 'Manual' },
] as const;

/** How servers are reached whose own options, and whose requests', say nothing of a proxy. */
export function ProxySettings() {
  const proxy = useApp((state) => state.settings.proxy);
  const changeProxy = useChangeProxy();
  return (
    <section className="settings-group" aria-labelledby="settings-proxy">
      <h3 id="settings-proxy">Proxy</h3>
      <Choice
        label="Reach servers through"
        options={modes}
        selected={proxy.mode}
        onSelect={(mode) => changeProxy({ mode })}
      />
      {proxy.mode === 'manual' ? (
        <div className="settings-proxy">
          <ProxyUrl />
          <NoProxy />
        </div>
      ) : null}
      <p className="settings-hint">
        {hints[proxy.mode]} {proxy.mode === 'none' ? null : ofThisMachine}
      </p>
    </section>
  );
}

const hints = {
  environment: 'As HTTPS_PROXY, HTTP_PROXY and NO_PROXY said when Duplex was started.',
  none: 'Servers are connected to directly, whatever the environment says.',
  manual:
    'HTTP CONNECT or SOCKS5; with user@ in the address there is a field for the password. Options of a server or of a request win over it.',
} as const;

const ofThisMachine =
  'Servers on this machine are reached without it, unless a server’s or request’s options name a proxy.';

/** Kept when it is one, and has no password; else it is as it was. */
function ProxyUrl() {
  const kept = useApp((state) => state.settings.proxy.url);
  const changeProxy = useChangeProxy();
  const say = useApp((state) => state.say);
  const [url, setUrl] = useTypedSetting(kept, (typed) => {
    if (addressFault(typed) === undefined) changeProxy({ url: typed.trim() });
    else say('The proxy is as it was: what was typed cannot be kept');
  });
  return (
    <div className="settings-proxy-way">
      <TextField
        label="Proxy address"
        placeholder="http://proxy.example.com:3128"
        mono
        value={url}
        onChange={setUrl}
        fault={urlFault(url, kept)}
      />
      <ProxyPassword address={url} />
    </div>
  );
}

function NoProxy() {
  const kept = useApp((state) => state.settings.proxy.noProxy);
  const changeProxy = useChangeProxy();
  const [hosts, setHosts] = useTypedSetting(kept, (typed) =>
    changeProxy({ noProxy: typed.trim() }),
  );
  return (
    <TextField
      label="Not for"
      placeholder="localhost, .example.com"
      mono
      value={hosts}
      onChange={setHosts}
    />
  );
}

/** One of its parts, beside those that hold when it is called. */
function useChangeProxy(): (part: Partial<ProxyChoice>) => void {
  const { getState } = useAppStore();
  return (part) => {
    const { settings, changeSettings } = getState();
    changeSettings({ proxy: { ...settings.proxy, ...part } });
  };
}

/** What is wrong with a text, and what holds while it is. */
function urlFault(text: string, kept: string): string | undefined {
  if (text.trim() === '') return `There is no address: ${noneReached}`;
  const fault = addressFault(text);
  if (fault === undefined) return undefined;
  const told = `${fault.message}. ${fault.hint ?? ''}`;
  if (text === kept) return told;
  return `${told}. Until then ${hasAddress(kept) ? `${kept} holds` : noneReached}`;
}

function hasAddress(text: string): boolean {
  return text !== '' && addressFault(text) === undefined;
}

const noneReached = 'only servers on this machine, and those in “Not for”, are reached';

function addressFault(text: string): AppError | undefined {
  return text.trim() === '' ? undefined : failureOf(() => checkKeptProxy(text));
}
