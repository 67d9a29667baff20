import { FilePlus2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAppStore } from '#renderer/store/use-app.tsx';
import './DropZone.css';

/** Files and folders can be dropped anywhere on the window; it says so while they are over it. */
export function DropZone() {
  const isOver = useDroppedFiles();
  if (!isOver) return null;
  return (
    <div className="drop-zone" role="status">
      <p className="drop-zone-text">
        <FilePlus2 size={20} aria-hidden="true" />
        Drop .proto files, folders or descriptor sets to add them
      </p>
    </div>
  );
}

function useDroppedFiles(): boolean {
  const store = useAppStore();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    function onDragOver(event: DragEvent): void {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    }
    function onDragLeave(event: DragEvent): void {
      // Only a leave that enters nothing else has left the window.
      if (event.relatedTarget === null) setOver(false);
    }
    function onDrop(event: DragEvent): void {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      void store.getState().addDropped([...(event.dataTransfer?.files ?? [])]);
    }
    const options = { capture: true };
    window.addEventListener('dragover', onDragOver, options);
    window.addEventListener('dragleave', onDragLeave, options);
    window.addEventListener('drop', onDrop, options);
    return () => {
      window.removeEventListener('dragover', onDragOver, options);
      window.removeEventListener('dragleave', onDragLeave, options);
      window.removeEventListener('drop', onDrop, options);
    };
  }, [store]);
  return isOver;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
