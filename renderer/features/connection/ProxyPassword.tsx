import { wantsPassword } from '#app/core/proxy.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { SecretField } from '#renderer/ui/SecretField.tsx';

/** Beside the address of a proxy: its password, where the address names a user and nothing else does. */
export function ProxyPassword({ address }: { readonly address: string }) {
  const proxy = wantsPassword(address);
  const passwords = useApp((state) => state.proxyPasswords);
  const setPassword = useApp((state) => state.setProxyPassword);
  if (proxy === undefined) return null;
  return (
    <SecretField
      label="Proxy password"
      placeholder="Kept in memory until Duplex ends"
      value={passwords.get(proxy) ?? ''}
      onChange={(password) => setPassword(proxy, password)}
    />
  );
}
