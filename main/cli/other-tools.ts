/** Options of other tools that mean the same here: grpcurl's, with one dash or two, and protoc's. */
export const namesElsewhere: Readonly<Record<string, string>> = {
  protoset: 'descriptor-set',
  'max-time': 'deadline',
  servername: 'server-name',
  'max-msg-sz': 'max-receive',
  'keepalive-time': 'keepalive',
  'msg-template': 'template',
  'use-reflection': 'reflect',
  'rpc-header': 'call-header',
  'reflect-header': 'reflection-header',
  'allow-unknown-fields': 'ignore-unknown',
  vv: 'verbose',
  proto_path: 'import-path',
};

const noAlts = 'Duplex does not speak ALTS';
const onlyJson =
  'Messages are JSON, the default elsewhere too: leave it out. Duplex has no text format';
const compileWrites = 'duplex compile TARGET -o FILE writes the schema as a descriptor set';
const address = 'TARGET is the address: host:port, grpcs://host:port for TLS, unix:/path';
const anyCertificate = '--insecure accepts any certificate';
const authorities = '--cacert PATH names the authorities to trust';
const withTls = 'Write grpcs://host:port as TARGET for TLS';
const socket = 'Write unix:/path as TARGET';
const afterTarget = 'METHOD stands behind TARGET, as pkg.Service/Method';
const lists = 'duplex list TARGET [SERVICE] does that';
const metadata = "-H 'name: value' gives metadata";
const time = '--deadline TIME ends the call after it';
const largest = '--max-receive SIZE bounds what is received, --max-send SIZE what is sent';
const imports = '-I DIR names a folder where imports are looked for';

/**
 * Options of grpcurl, buf curl, evans, ghz, grpc_cli, grpc_health_probe and protoc for what is done otherwise
 * here, and how.
 */
export const doneOtherwise: Readonly<Record<string, string>> = {
  'protoset-out': compileWrites,
  'proto-out-dir': `${compileWrites}; duplex describe TARGET SYMBOL --file prints a file as .proto text`,
  descriptor_set_out: compileWrites,
  format: onlyJson,
  'format-error': '--timeline prints all of a call as JSON, how it ended too',
  alts: noAlts,
  'alts-handshaker-service': noAlts,
  'alts-target-service-account': noAlts,
  unix: socket,
  'unix-socket': socket,
  host: address,
  port: address,
  addr: address,
  address,
  server: address,
  tls: withTls,
  ssl: withTls,
  'use-tls': withTls,
  'http2-prior-knowledge': 'Write grpc://host:port as TARGET: plaintext is HTTP/2 at once',
  k: anyCertificate,
  'skip-tls': anyCertificate,
  skipTLS: anyCertificate,
  'skip-verify': anyCertificate,
  'tls-no-verify': anyCertificate,
  'tls-skip-verify': anyCertificate,
  ca: authorities,
  'ca-cert': authorities,
  'tls-ca-cert': authorities,
  'tls-server-name': '--server-name NAME is asked for in TLS',
  ssl_target: '--server-name NAME is asked for in TLS',
  call: afterTarget,
  method: afterTarget,
  service: afterTarget,
  'list-services': lists,
  'list-methods': lists,
  timeout: time,
  'rpc-timeout': time,
  metadata,
  meta: metadata,
  user: `${metadata}: 'authorization: …'`,
  'data-file': '-d @FILE reads a file',
  limit: '--take N stops after so many messages',
  count: '--take N stops after so many messages',
  'max-recv-msg-size': largest,
  'max-recv-message-size': largest,
  'max-send-msg-size': largest,
  reflection: 'Reflection is the default; with files too, --reflect gives what they lack',
  schema: '--proto, --descriptor-set and --buf name where the schema comes from',
  path: imports,
  'import-paths': imports,
  descriptor_set_in: '--descriptor-set FILE does that; once for each file',
  include_imports: 'duplex compile includes imports always',
  include_source_info: '--source-info does that',
  decode_raw: 'duplex decode without TYPE does that',
};
