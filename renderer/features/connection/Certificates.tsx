import type { Certificate } from '#app/contract/target.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { certificateName, certificateText, validityOf } from './certificate-text.ts';
import './TlsAgreed.css';

/** A server may send very many. */
const mostShown = 10;
const mostNames = 50;

interface CertificatesProps {
  /** The server's chain, its own first. */
  readonly certificates: readonly Certificate[];
  readonly onCopy: (text: string) => void;
}

/** Who a server showed itself to be; its own certificate is open. */
export function Certificates({ certificates, onCopy }: CertificatesProps) {
  return (
    <>
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
    </>
  );
}

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

/** One row of a list of facts; nothing for an empty one. */
export function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  if (value === '') return null;
  return (
    <>
      <dt>{label}</dt>
      <dd className="data">{value.split('\n').map(shownText).join('\n')}</dd>
    </>
  );
}
