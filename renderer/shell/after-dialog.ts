/** A dialog gives the keyboard back a frame after it has closed: what moves it again comes later. */
export function afterDialog(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
