const left = '[address]';

/** The app's own pages and files are no servers. */
const ofUrl = /(?<!\b(?:app|file|node|devtools)):\/\/[^\s/?#"'<>`]+/gi;
const ofResolver = /\b(dns|unix|ipv4|ipv6):[^\s"'<>`]+/gi;
const notFound = /\b(ENOTFOUND|EAI_AGAIN) [^\s"'<>`]+/g;
const ipv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.]\d)/g;
const bracketedIpv6 = /\[[\da-f.%]*:[\da-f:.%]*\](?::\d{1,5})?/gi;
const ipv6 = /(?<![\w:])[\da-f:]{0,39}::[\da-f:.]{0,39}(?!\w)/gi;
const hostAndPort = /(?<![\w.:/\\~-])((?:[\w-]+\.)*[\w-]+):\d{1,5}(?![\w:])/g;
/** `index.js:12` is a place in a script, `12:30` a time. */
const noHost = /\.(?:[cm]?[jt]sx?|html|json|proto)$|^\d+$/i;

/** The text without the names and numbers of servers, which say where the person works. */
export function withoutAddresses(text: string): string {
  return text
    .replace(ofUrl, `://${left}`)
    .replace(ofResolver, `$1:${left}`)
    .replace(notFound, `$1 ${left}`)
    .replace(hostAndPort, (whole, host: string) => (noHost.test(host) ? whole : left))
    .replace(ipv4, left)
    .replace(bracketedIpv6, left)
    .replace(ipv6, left);
}
