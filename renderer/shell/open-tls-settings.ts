/** Only their own button opens them: they hang on it. */
export function openTlsSettings(): void {
  document.querySelector<HTMLElement>('.tls-button button')?.click();
}
