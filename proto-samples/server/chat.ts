import type {
  handleBidiStreamingCall,
  handleServerStreamingCall,
  ServerDuplexStream,
  ServerWritableStream,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { type Author, CHAT_EVENT_KIND, ChatRooms, type Member } from './chat-rooms.ts';
import { type Timestamp, toTimestamp } from './well-known.ts';

interface ConverseRequest {
  readonly room: string;
  readonly author: string;
  readonly text: string;
}

interface ChatEvent {
  readonly kind: number;
  readonly room: string;
  readonly author: Author;
  readonly text: string;
  readonly at: Timestamp;
}

const FIRST_ROOM = 'lobby';
const MOST_WAITING = 10_000;

/** sample.chat.v1.Chat, with rooms of its own. */
export function chat(): UntypedServiceImplementation {
  const rooms = new ChatRooms();
  return { Converse: converse(rooms), Join: join(rooms) };
}

function converse(rooms: ChatRooms): handleBidiStreamingCall<ConverseRequest, ChatEvent> {
  return (call) => {
    const id = rooms.nextId();
    let name = `guest-${id}`;
    let presence: Presence | undefined;
    const leave = () => presence?.leave();

    call.on('data', ({ room, author, text }: ConverseRequest) => {
      name = author || name;
      const wanted = room || presence?.room || FIRST_ROOM;
      if (presence?.room !== wanted) {
        leave();
        presence = enter(rooms, wanted, { id, name }, call);
      }
      presence.say({ id, name }, text);
      // Read on only as fast as this person takes in the answers.
      if (call.writableNeedDrain) {
        call.pause();
        call.once('drain', () => call.resume());
      }
    });
    call.on('end', () => {
      leave();
      call.end();
    });
    call.on('cancelled', leave);
  };
}

function join(
  rooms: ChatRooms,
): handleServerStreamingCall<{ readonly room: string; readonly author: string }, ChatEvent> {
  return (call) => {
    const { room, author } = call.request;
    const id = rooms.nextId();
    const self = { id, name: author || `guest-${id}` };
    const presence = enter(rooms, room || FIRST_ROOM, self, call);
    call.on('cancelled', presence.leave);
  };
}

interface Presence {
  readonly room: string;
  say(author: Author, text: string): void;
  leave(): void;
}

function enter(
  rooms: ChatRooms,
  room: string,
  self: Author,
  call: ServerWritableStream<unknown, ChatEvent> | ServerDuplexStream<unknown, ChatEvent>,
): Presence {
  const deliver = (kind: number, author: Author, text: string) => {
    // Somebody who does not keep up misses what others say, rather than fill the memory.
    if (call.writableLength >= MOST_WAITING) return;
    call.write({ kind, room, author, text, at: toTimestamp(Date.now()) });
  };
  const member: Member = { ...self, deliver };
  rooms.enter(room, member);
  return {
    room,
    say: (author, text) => {
      deliver(CHAT_EVENT_KIND.echo, author, text.toUpperCase());
      rooms.say(room, member, author, text);
    },
    leave: () => rooms.leave(room, member),
  };
}
