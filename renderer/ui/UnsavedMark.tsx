import './UnsavedMark.css';

/** The dot beside a name: it has edits that are not saved. */
export function UnsavedMark() {
  return (
    <span
      className="unsaved-mark"
      role="img"
      aria-label="unsaved changes"
      title="Unsaved changes"
    />
  );
}
