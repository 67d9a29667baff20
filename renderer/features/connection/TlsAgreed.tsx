import type { TlsFacts } from '#app/contract/target.ts';
import { tlsVersion } from '#app/core/tls-text.ts';
import { Certificates, Fact } from './Certificates.tsx';
import './TlsAgreed.css';

interface TlsAgreedProps {
  /** No connection came of it: what was shown is all there is to go by. */
  readonly hasFailed?: boolean | undefined;
  readonly tls: TlsFacts;
  readonly peer?: string | undefined;
  readonly proxy?: string | undefined;
  readonly onCopy: (text: string) => void;
}

const unchecked =
  'Not checked, as any is accepted: whoever answers may not be the server that was meant';

/** What a handshake agreed on, and who the server showed itself to be. */
export function TlsAgreed({ hasFailed, tls, peer, proxy, onCopy }: TlsAgreedProps) {
  const title =
    hasFailed === true ? 'Shown before the connection failed' : 'Agreed with the server';
  const { version, cipher, alpn, certificates = [], insecure } = tls;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Version', tlsVersion(version)],
    ['Cipher', cipher],
    ['ALPN', alpn],
    ['Peer', peer],
    ['Proxy', proxy],
  ];
  return (
    <section className="tls-agreed" aria-label={title}>
      <h3>{title}</h3>
      <dl className="tls-facts">
        {facts.map(([label, value]) =>
          value === undefined ? null : <Fact key={label} label={label} value={value} />,
        )}
      </dl>
      {certificates.length === 0 ? null : <h3>Certificates</h3>}
      {insecure ? <p className="certificate-warn">{unchecked}</p> : null}
      <Certificates certificates={certificates} onCopy={onCopy} />
    </section>
  );
}
