import type { Certificate, TlsFacts } from '#app/contract/target.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { certificateName, certificateText, tlsVersion, validityOf } from './certificate-text.ts';
import './TlsAgreed.css';

interface TlsAgreedProps {
  readonly tls: TlsFacts;
  readonly peer?: string | undefined;
  readonly proxy?: string | undefined;
  readonly onCopy: (text: string) => void;
}

/** What the handshake of a connection that stands agreed on, and who the server showed itself to be. */
export function TlsAgreed({ tls, peer, proxy, onCopy }: TlsAgreedProps) {
  const { version, cipher, alpn, certificates = [] } = tls;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Version', tlsVersion(version)],
    ['Cipher', cipher],
    ['ALPN', alpn],
    ['Peer', peer],
    ['Proxy', proxy],
  ];
  return (
    <section className="tls-agreed" aria-label="Agreed with the server">
      <h3>Agreed with the server</h3>
      <dl className="tls-facts">
        {facts.map(([label, value]) =>
          value === undefined ? null : <Fact key={label} label={label} value={value} />,
        )}
      </dl>
      {certificates.length === 0 ? null : <h3>Certificates</h3>}
      {certificates.slice(0, mostShown).map((certificate, place) => (
        <Shown
          key={`${place.toString()} ${certificate.fingerprint}`}
          certificate={certificate}
          isOpen={place === 0}
          onCopy={onCopy}
        />
      ))}
      {certificates.length > mostShown ? (
        <p className="tls-note">{`and ${certificates.length - mostShown} more`}</p>
      ) : null}
    </section>
  );
}

/** A server may send very many. */
const mostShown = 10;
const mostNames = 50;

interface ShownProps {
  readonly certificate: Certificate;
  readonly isOpen: boolean;
  readonly onCopy: (text: string) => void;
}

function Shown({ certificate, isOpen, onCopy }: ShownProps) {
  const { names, subject, issuer, serialNumber, fingerprint } = certificate;
  const { tone, text } = validityOf(certificate, Date.now());
  const name = certificateName(certificate);
  const more = names.length - mostNames;
  return (
    <details className="certificate" open={isOpen}>
      <summary className="certificate-summary">
        <span className="certificate-name data">{shownText(name)}</span>
        <span className={`certificate-validity certificate-${tone}`}>{text}</span>
      </summary>
      <dl className="tls-facts">
        <Fact
          label="Names"
          value={names.slice(0, mostNames).join('\n') + (more > 0 ? `\nand ${more} more` : '')}
        />
        <Fact label="Subject" value={inOneLine(subject)} />
        <Fact label="Issuer" value={inOneLine(issuer)} />
        <Fact label="Serial" value={serialNumber} />
        <Fact label="SHA-256" value={fingerprint} />
      </dl>
      <div className="certificate-copy">
        <CopyButton
          label={`Copy certificate ${shownText(name)} as text`}
          text={() => certificateText(certificate)}
          onCopy={onCopy}
        />
      </div>
    </details>
  );
}

function inOneLine(name: string): string {
  return name.split('\n').join(', ');
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  if (value === '') return null;
  return (
    <>
      <dt>{label}</dt>
      <dd className="data">{value.split('\n').map(shownText).join('\n')}</dd>
    </>
  );
}
