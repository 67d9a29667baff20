import {
  type handleBidiStreamingCall,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { DescriptorIndex, type IndexedFile } from './descriptor-index.ts';
import type { SampleSchema } from './descriptor-set.ts';

/** The reflection services to offer, by the option of the sample server. */
export const REFLECTION_SERVICES = {
  both: ['grpc.reflection.v1.ServerReflection', 'grpc.reflection.v1alpha.ServerReflection'],
  v1: ['grpc.reflection.v1.ServerReflection'],
  v1alpha: ['grpc.reflection.v1alpha.ServerReflection'],
  none: [],
} as const;

/** The fields of the oneof `message_request`. */
interface Questions {
  readonly fileByFilename: string;
  readonly fileContainingSymbol: string;
  readonly fileContainingExtension: {
    readonly containingType: string;
    readonly extensionNumber: number;
  };
  readonly allExtensionNumbersOfType: string;
  readonly listServices: string;
}

const QUESTIONS: readonly (keyof Questions)[] = [
  'fileByFilename',
  'fileContainingSymbol',
  'fileContainingExtension',
  'allExtensionNumbersOfType',
  'listServices',
];

interface ReflectionRequest extends Questions {
  readonly host: string;
}

/** One field of the oneof `message_response`. */
type Answer =
  | { readonly fileDescriptorResponse: { readonly fileDescriptorProto: readonly Uint8Array[] } }
  | {
      readonly allExtensionNumbersResponse: {
        readonly baseTypeName: string;
        readonly extensionNumber: readonly number[];
      };
    }
  | { readonly listServicesResponse: { readonly service: readonly { readonly name: string }[] } }
  | { readonly errorResponse: { readonly errorCode: number; readonly errorMessage: string } };

type ReflectionResponse = Answer & {
  readonly validHost: string;
  readonly originalRequest: ReflectionRequest;
};

/**
 * Server reflection over a compiled schema, for grpc.reflection.v1 and v1alpha alike: they
 * differ in their package only
 * (https://github.com/grpc/grpc/blob/master/doc/server-reflection.md).
 *
 * Files go out with the bytes that protoc wrote.
 * @param services the full names to list
 */
export function reflection(
  schema: SampleSchema,
  services: readonly string[],
): UntypedServiceImplementation {
  const index = new DescriptorIndex(schema.files);
  const listed = [...services].sort().map((name) => ({ name }));
  const info: handleBidiStreamingCall<ReflectionRequest, ReflectionResponse> = (call) => {
    const sent = new Set<string>();
    call.on('data', (request: ReflectionRequest) => {
      const answer = answerTo(request, index, listed, sent);
      call.write({ validHost: request.host, originalRequest: request, ...answer });
    });
    call.on('end', () => call.end());
  };
  return { ServerReflectionInfo: info };
}

function answerTo(
  request: ReflectionRequest,
  index: DescriptorIndex,
  services: readonly { readonly name: string }[],
  sent: Set<string>,
): Answer {
  // A decoded message has as its own properties only the fields that were sent.
  switch (QUESTIONS.find((question) => Object.hasOwn(request, question))) {
    case 'fileByFilename': {
      const name = request.fileByFilename;
      return files(index, index.fileByName(name), `File not found: ${name}`, sent);
    }
    case 'fileContainingSymbol': {
      const symbol = request.fileContainingSymbol;
      return files(index, index.fileOfSymbol(symbol), `Symbol not found: ${symbol}`, sent);
    }
    case 'fileContainingExtension': {
      const { containingType, extensionNumber } = request.fileContainingExtension;
      const file = index.fileOfExtension(containingType, extensionNumber);
      const missing = `Extension not found: ${extensionNumber} of ${containingType}`;
      return files(index, file, missing, sent);
    }
    case 'allExtensionNumbersOfType': {
      const type = request.allExtensionNumbersOfType;
      const numbers = index.extensionNumbers(type);
      if (!numbers) return error(status.NOT_FOUND, `Type not found: ${type}`);
      return { allExtensionNumbersResponse: { baseTypeName: type, extensionNumber: numbers } };
    }
    case 'listServices':
      return { listServicesResponse: { service: services } };
    default:
      return error(status.INVALID_ARGUMENT, 'The request asks for nothing that is known');
  }
}

/** A file and all that it needs, without those that this stream has sent before. */
function files(
  index: DescriptorIndex,
  file: IndexedFile | undefined,
  missing: string,
  sent: Set<string>,
): Answer {
  if (!file) return error(status.NOT_FOUND, missing);
  const wanted = index
    .withImports(file)
    .filter(({ name }) => name === file.name || !sent.has(name));
  for (const { name } of wanted) sent.add(name);
  return { fileDescriptorResponse: { fileDescriptorProto: wanted.map(({ bytes }) => bytes) } };
}

function error(errorCode: number, errorMessage: string): Answer {
  return { errorResponse: { errorCode, errorMessage } };
}
