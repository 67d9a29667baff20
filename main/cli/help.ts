const filesHelp = `
  --proto FILE          a .proto file or a folder of them; repeatable
  -I, --import-path DIR where imports are looked for, in order; repeatable
  --buf DIR             a folder with buf.yaml or buf.work.yaml: the files of its modules,
                        which find each other; repeatable
  --descriptor-set FILE what protoc --descriptor_set_out or buf build writes, packed by gzip or
                        not; a pipe, as of <(buf build -o -), will do too; repeatable`;

const schemaHelp = `
Schema (default: the server's reflection, v1 then v1alpha):${filesHelp}
  --reflect             with these: reflection for what they lack`;

const messageSchemaHelp = `
Schema:${filesHelp}`;

const connectionHelp = `
Connection:
  --cacert PATH         certificate authorities to trust instead of the system's: a file (PEM or
                        DER) or a folder of .pem, .crt and .cer files; repeatable; an https://
                        proxy is trusted by them too, beside the system's
  --cert FILE --key FILE  client certificate and its key (PEM); a PKCS#12 file has both
  --passphrase-file FILE  holds the passphrase of the key or PKCS#12 file; without it, it is in
                        DUPLEX_SECRET_KEY_PASSPHRASE
  --tls-profile NAME    TLS settings that were saved in the window; the options above and below win
  --insecure            accept any certificate of the server; that of an https:// proxy is checked
  --server-name NAME    name to ask for in TLS and to check the certificate against
  --authority NAME      value of :authority
  -H, --header 'name: value'  request metadata, of reflection too; repeatable;
                        -bin names take base64
  --plaintext           no TLS (the default without a TLS option); --plaintext=false is TLS
  --proxy URL           http://[user:password@]host:port, https:// or socks5://, or none; without
                        it, what grpc_proxy, HTTPS_PROXY (TLS), HTTP_PROXY (plaintext), ALL_PROXY
                        and NO_PROXY say, which never concerns this machine itself
  --connect-timeout TIME  longest to wait for a connection (default: 10s)
  --compression NAME    gzip, deflate or identity (the default), of what is sent
  --max-receive SIZE    largest message to receive, inflated: 4 MB, 512KB, 1048576 or unlimited,
                        which is 2 GB (default: 512 MB)
  --max-send SIZE       largest message to send (default: unlimited)
  --keepalive TIME      time between two HTTP/2 pings while a call is open: 30s (default: none)
  --keepalive-timeout TIME  longest to wait for the answer to such a ping (default: 20s)
  --user-agent TEXT     put before that of the library
  --service-config JSON|@FILE  retries, hedging, load balancing
  --wait-for-ready      try to connect until the deadline instead of failing at once`;

const reflectionMetadataHelp = `
  --reflection-header 'name: value'  as -H, for reflection alone; repeatable
  --expand-headers      \${NAME} in a value of -H, and of its like, is that variable of the environment`;

const callMetadataHelp = `
  --call-header 'name: value'  as -H, for the call alone; repeatable${reflectionMetadataHelp}`;

const targetHelp = `
TARGET: host:port, grpc://host:port (plaintext), grpcs://host:port (TLS), [::1]:port,
unix:/path, unix-abstract:name, dns:///name:port, dns://name-server/name:port; http:// and https://
are understood, a path is kept as a prefix.`;

const targetOrNoneHelp = `${targetHelp}
"-" where the schema comes from files and no server is needed; it may be left out.`;

/** Text of `--help`, for all or for one command. */
export const helpTexts: Readonly<Record<string, string>> = {
  '': `Duplex, a gRPC explorer

  duplex list     TARGET [SERVICE]        services, or the methods of one
  duplex describe TARGET [SYMBOL]         a definition as .proto text, or all services
  duplex call     TARGET METHOD [-d DATA] a call of any kind
  duplex run      PATH... [--env NAME]    saved requests: a file, a folder, or a whole workspace
  duplex doctor   TARGET                  why it does not connect: each step, with a cause
  duplex health   TARGET [SERVICE]        how the server, or a service, says it is
  duplex compile  [TARGET] -o FILE        the schema as a FileDescriptorSet
  duplex encode   TYPE                    JSON on standard input to binary
  duplex decode   [TYPE]                  binary on standard input to JSON

  duplex COMMAND --help                   options of a command
  duplex --version

Exit status: 0 OK; 64 + the gRPC status code of a call that ended with another status, 66 where that is
no number that fits, and 77 (INTERNAL) of one that ended with OK and without its message, or a part of it;
65 after Ctrl+C; 3 no HTTP/2 connection; 4 health told another status than SERVING; 2 wrong arguments,
schema, symbol or message. An error in a file keeps nothing back but what needs that file, and a missing import or
type only what uses it; compile wants all of them whole.`,
  list: `duplex list TARGET [SERVICE]

Services, or the methods of one as pkg.Service/Method; one a line, in byte order. Those that an
error concerns, or that the server lists and does not define, are left out; then the exit status is 2.

  --deadline TIME       5s, 300ms, 2m (default: 10s without an answer, a minute in all)
${targetOrNoneHelp}
${schemaHelp}
${connectionHelp}${reflectionMetadataHelp}`,
  describe: `duplex describe TARGET [SYMBOL] [--file | --template]

The definition of a service, method, message, field or enum as .proto text with its comments;
without SYMBOL, every service, each behind its full name.

  --file                the whole file that defines it
  --template            instead, a first message of it, or of what a method takes, as JSON to
                        fill in and to send with call -d @FILE
  --deadline TIME       5s, 300ms, 2m (default: 10s without an answer, a minute in all)
${targetOrNoneHelp}
${schemaHelp}
${connectionHelp}${reflectionMetadataHelp}`,
  call: `duplex call TARGET METHOD [-d DATA]

Calls METHOD (pkg.Service/Method) and prints each response message as canonical proto JSON.
grpcurl's -max-time (--deadline), -protoset (--descriptor-set), -servername, -max-msg-sz (--max-receive),
-rpc-header, -reflect-header and the like are understood, here and by the other commands.

  -d, --data DATA       JSON, @FILE, or - for standard input (sent as it comes; its end
                        half-closes; @ alone is the same); several JSON documents one after
                        the other are several messages. Without it: {} for a method that
                        takes one message.
  --ignore-unknown      leave out fields and enum names of DATA that the type does not know
  --interval TIME       send the messages of -d this far apart: 100ms, 2s (default: as fast as
                        the server takes them)
  --jitter PERCENT      with --interval: each time is up to so much longer or shorter, as 20%
  --deadline TIME       5s, 300ms, 2m (default: none)
  --take N              stop after N received messages
  --timeline            print every event of the call, one JSON line each
  -v, -vv, --verbose    tell on standard error how it connected, and the headers both ways; when each
                        thing happened is in --timeline
  --pretty              indented JSON (the default on a terminal)
  --emit-defaults       write fields that hold their default too
  --original-names      write fields by their names in .proto files
  --env NAME            {{name}} in TARGET, options and messages stands for a variable of this
                        environment, or of duplex.yaml; of the workspace that DUPLEX_WORKSPACE
                        names, else the one around this folder, else the last one of the window
  --secret-command NAME=COMMAND, --trust  with --env, as for duplex run
${targetHelp}
${schemaHelp}
${connectionHelp}${callMetadataHelp}`,
  run: `duplex run PATH... [--env NAME]

Calls saved requests: a .request.yaml file, a folder of them, or a whole workspace (a folder with
duplex.yaml), in the order in which the window shows them. One line for each on standard output, with
its status, time and messages, and a total. A stream gets all its messages, then the half-close.

  --env NAME            the environment whose variables hold (default: none)
  --var NAME=VALUE      a variable that wins over those of all files; repeatable. A number, true,
                        false or null is one, unless the files have a text of that name; quotes
                        make a text of it: 'n="5"'
  --secret-command NAME=COMMAND
                        a secret's value is what COMMAND prints; run by the shell, once, and only if
                        a request uses the secret; repeatable
  --target ADDRESS      instead of the target that the files say
  --deadline TIME       instead of the deadline that the files say
  --bail                stop after the first that fails
  --parallel N          so many at once (default: 1)
  --timeline            print every event of each call, one JSON line each, with the path of its
                        request under "saved"; the lines of the summary go to standard error
  --emit-defaults       write fields that hold their default too
  --original-names      write fields by their names in .proto files
  --trust               {{env.NAME}} may read the environment and the workspace's .env

A secret has its value from --secret-command, else from DUPLEX_SECRET_NAME (DUPLEX_SECRET_API_KEY
of api-key), else from the workspace's .env. One that is missing, and an environment that is not
there, are told before anything is sent.

Exit status: 0 when all ended with OK; else that of the first which did not, as for duplex call; 2 for
one that cannot be sent, as its file or a variable is wrong.
${connectionHelp}`,
  doctor: `duplex doctor TARGET

Goes a call's way to the server and prints each step with its time: name, connection, proxy, TLS,
HTTP/2, reflection (unless the schema comes from files), and a call that harms nothing, the health
check. Of a step that fails: why, and what to try.

Exit status: 0 when a gRPC call gets an answer there; 3 no HTTP/2 connection; 64 + the gRPC status
code when the call got none.

  -v, --verbose         what was found in each step: addresses, TLS, certificate, settings
  --json                the whole diagnosis as one JSON line, at the end
  --deadline TIME       longest that it may take: 5s, 300ms, 2m (default: none)
${targetHelp}
${schemaHelp}
${connectionHelp}${callMetadataHelp}`,
  health: `duplex health TARGET [SERVICE] [--watch]

Asks grpc.health.v1 how SERVICE is; without it, how the server as a whole is, and then each of its
services that reflection, the schema options or the health service itself name. One line each: the
status, and the service's name, which the server as a whole has not. SERVICE_UNKNOWN: the health
service does not know it, which says nothing of whether it works.

  --watch               a line at each change, until Ctrl+C; a lost connection is made again
  --json                lines such as {"service":"pkg.Service","status":"SERVING"}
  --deadline TIME       of each call, and of --watch as a whole: 5s, 300ms, 2m (default: 10s for
                        a call, none for --watch)

Exit status: 0 when SERVICE, or without it the server as a whole, is SERVING; 4 when it is not;
64 + the gRPC status code when the call failed (69: not registered, 76: no health service);
3 no HTTP/2 connection. --watch ends with 65 at Ctrl+C and 68 at its deadline.
${targetHelp}
${schemaHelp}
${connectionHelp}${callMetadataHelp}`,
  compile: `duplex compile [TARGET] -o FILE

Writes the schema as a FileDescriptorSet, as protoc --include_imports does: all files, each after
those it imports. TARGET is needed only where the schema comes from a server.

  -o, --output FILE     the file to write, whole or not at all; - for standard output
  --source-info         with comments and places
${targetOrNoneHelp}
${schemaHelp}
${connectionHelp}${reflectionMetadataHelp}`,
  encode: `duplex encode TYPE

Reads a message as JSON from standard input and writes it in binary to standard output.

  --hex, --base64       write it as such text
  --ignore-unknown      leave out fields and enum names that TYPE does not know
${messageSchemaHelp}`,
  decode: `duplex decode [TYPE]

Reads a message in binary from standard input and prints it as canonical proto JSON. Without TYPE,
and without a schema, it prints what is on the wire, a line each: the number of the field, how it is
encoded, and what it may be; below it the fields of what may be a message.

  --hex, --base64       read such text; white space in it does not count
  --pretty              indented JSON (the default on a terminal)
  --emit-defaults       write fields that hold their default too
  --original-names      write fields by their names in .proto files
${messageSchemaHelp}`,
};
