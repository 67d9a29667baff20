import { wantsPassword } from '#app/core/proxy.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { SecretField } from '#renderer/ui/SecretField.tsx';

/** Beside the address of a proxy: its password, where the address names a user and nothing else does. */
export function ProxyPassword({ address }: { readonly address: string }) {
  const proxy = wantsPassword(address);
  const passwords = useApp((state) => state.proxyPasswords);
  const setPassword = useApp((state) => state.setProxyPassword);
  const known = useApp((state) => state.app?.knownProxyPasswords);
  if (proxy === undefined) return null;
  const isKept = passwords.get(proxy) === undefined && known?.includes(proxy) === true;
  return (
    <SecretField
      label="Proxy password"
      placeholder={isKept ? 'Known until Duplex ends' : 'Not kept over a restart'}
      value={passwords.get(proxy) ?? ''}
      onChange={(password) => setPassword(proxy, password)}
    />
  );
}
