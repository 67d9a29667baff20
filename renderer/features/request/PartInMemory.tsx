interface PartInMemoryProps {
  readonly name: string;
  /** What is about to be done. */
  readonly losing: string;
}

/** What would be lost of a call of which the disk has not all, and the way to keep it. */
export function PartInMemory({ name, losing }: PartInMemoryProps) {
  return (
    <p>
      {`The disk did not take all of ${name}. The rest is in memory alone, and ${losing} loses that. `}
      <b>Export…</b> over its timeline writes all of it to a file.
    </p>
  );
}
