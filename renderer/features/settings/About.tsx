import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import './settings.css';

/** What this is, made of what, and where its log is. */
export function About() {
  const isOpen = useApp((state) => state.dialog === 'about');
  const app = useApp((state) => state.app);
  const close = useApp((state) => state.closeDialog);
  const copyDiagnostics = useApp((state) => state.copyDiagnostics);
  const showLog = useApp((state) => state.showLog);
  const versions = Object.entries(app?.versions ?? {});
  return (
    <Modal
      title="About Duplex"
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={() => void showLog()}>Show the log file</Button>
          <Button tone="primary" onPress={() => void copyDiagnostics()}>
            Copy diagnostics
          </Button>
        </>
      }
    >
      <p>A desktop gRPC explorer. No account, no cloud, no telemetry.</p>
      <dl className="about-facts">
        <dt>Duplex</dt>
        <dd className="data selectable">{app?.version}</dd>
        {versions.map(([name, version]) => (
          <AboutFact key={name} name={name} value={version} />
        ))}
        <dt>Log file</dt>
        <dd className="data selectable">{app?.logFile}</dd>
      </dl>
      <p className="settings-hint">
        Diagnostics are these versions and the last lines of the log, without what looks like a
        secret. Look them over before you send them.
      </p>
    </Modal>
  );
}

function AboutFact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name.charAt(0).toUpperCase() + name.slice(1)}</dt>
      <dd className="data selectable">{value}</dd>
    </>
  );
}
