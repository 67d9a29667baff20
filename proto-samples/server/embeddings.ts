import {
  type handleBidiStreamingCall,
  type handleUnaryCall,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { badField, type RichError, richError } from './rich-status.ts';
import { type TextVector, textVector } from './text-vector.ts';

interface EmbedRequest {
  readonly texts: readonly string[];
  readonly dimensions: number;
}

interface EmbedResponse {
  readonly embeddings: readonly TextVector[];
  readonly model: string;
  readonly features: number;
}

interface EmbedStreamRequest {
  readonly id: string;
  readonly text: string;
  readonly dimensions: number;
}

interface EmbedStreamResponse {
  readonly id: string;
  readonly embedding: TextVector;
}

const MODEL = 'sample-hashing-v1';
const DEFAULT_DIMENSIONS = 16;
const MOST_DIMENSIONS = 4096;
const MOST_TEXTS = 1000;

/** sample.inference.v1.Embeddings */
export function embeddings(): UntypedServiceImplementation {
  return { Embed: embed, EmbedStream: embedStream };
}

const embed: handleUnaryCall<EmbedRequest, EmbedResponse> = (call, callback) => {
  const { texts, dimensions } = call.request;
  const error =
    texts.length > MOST_TEXTS
      ? invalid('texts', `at most ${MOST_TEXTS} texts a batch, not ${texts.length}`)
      : wrongDimensions(dimensions);
  if (error) {
    callback(error);
    return;
  }
  const vectors = texts.map((text) => textVector(text, dimensions || DEFAULT_DIMENSIONS));
  const features = vectors.reduce((sum, vector) => sum + vector.features, 0);
  callback(null, { embeddings: vectors, model: MODEL, features });
};

const embedStream: handleBidiStreamingCall<EmbedStreamRequest, EmbedStreamResponse> = (call) => {
  call.on('data', ({ id, text, dimensions }: EmbedStreamRequest) => {
    const error = wrongDimensions(dimensions);
    if (error) {
      call.emit('error', error);
      return;
    }
    const more = call.write({ id, embedding: textVector(text, dimensions || DEFAULT_DIMENSIONS) });
    // Read on only as fast as the client takes in the answers.
    if (!more) {
      call.pause();
      call.once('drain', () => call.resume());
    }
  });
  call.on('end', () => call.end());
};

function wrongDimensions(dimensions: number): RichError | undefined {
  return dimensions > MOST_DIMENSIONS
    ? invalid('dimensions', `at most ${MOST_DIMENSIONS} dimensions, not ${dimensions}`)
    : undefined;
}

function invalid(field: string, text: string): RichError {
  return richError(status.INVALID_ARGUMENT, text, [badField(field, text)]);
}
