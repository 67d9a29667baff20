/** sample.chat.v1.ChatEvent.Kind */
export const CHAT_EVENT_KIND = { joined: 1, echo: 2, said: 3, left: 4 } as const;

/** Somebody in a room. */
export interface Member {
  readonly id: number;
  readonly name: string;
  /** Hands over something that happened in the room. */
  readonly deliver: (kind: number, author: Author, text: string) => void;
}

export interface Author {
  readonly id: number;
  readonly name: string;
}

/** The rooms of one server. A room exists while somebody is in it. */
export class ChatRooms {
  readonly #rooms = new Map<string, Set<Member>>();
  #lastId = 0;

  /** A number for somebody new. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Brings a member into a room and tells everyone there, the member included. */
  enter(room: string, member: Member): void {
    const members = this.#rooms.get(room) ?? new Set();
    this.#rooms.set(room, members.add(member));
    for (const each of members) each.deliver(CHAT_EVENT_KIND.joined, member, '');
  }

  /** Takes a member out of a room and tells the others. */
  leave(room: string, member: Member): void {
    const members = this.#rooms.get(room);
    if (!members?.delete(member)) return;
    if (members.size === 0) this.#rooms.delete(room);
    for (const each of members) each.deliver(CHAT_EVENT_KIND.left, member, '');
  }

  /** Tells everyone in a room but the speaker what was said. */
  say(room: string, speaker: Member, author: Author, text: string): void {
    for (const each of this.#rooms.get(room) ?? []) {
      if (each !== speaker) each.deliver(CHAT_EVENT_KIND.said, author, text);
    }
  }
}
