import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

/** A fault of Duplex itself, wherever it happened, with what a report of it needs. */
export function FaultNotice() {
  const fault = useApp((state) => state.fault);
  const copyDiagnostics = useApp((state) => state.copyDiagnostics);
  const dismiss = useApp((state) => state.dismissFault);
  if (fault === null) return null;
  return (
    <Notice
      tone="danger"
      title={fault.message}
      {...(fault.hint && { hint: fault.hint })}
      actions={[
        { label: 'Copy diagnostics', onPress: () => void copyDiagnostics() },
        { label: 'Dismiss', onPress: dismiss },
      ]}
    />
  );
}
