import { addressesOf } from '../name-lookup.ts';
import { silence } from '../silence.ts';
import type { Probing } from './probing.ts';
import { codeOf } from './probing.ts';
import { type Found, StepFailure, unreachable } from './steps.ts';

/** So many are named. */
const mostShown = 8;

/** All addresses of the name that the route begins at, in the order in which grpc-js tries them too. */
export async function nameStep(
  { route, time }: Probing,
  host: string,
): Promise<Found<readonly string[]>> {
  try {
    const found = await time.within(addressesOf(route));
    const addresses = found.flatMap((address) => ('host' in address ? [address.host] : []));
    const shown = addresses.slice(0, mostShown).join(', ');
    const more = addresses.length > mostShown ? ` and ${addresses.length - mostShown} more` : '';
    return {
      value: addresses,
      summary: `${host} is ${shown}${more}`,
      facts: [[addresses.length === 1 ? 'Address' : 'Addresses', shown + more]],
    };
  } catch (error) {
    if (codeOf(error) === 'ETIMEDOUT')
      throw new StepFailure(silence({ step: 'name' }, route, time.text));
    const whose = route.proxy === undefined ? host : `${host}, which is the proxy`;
    const asked = route.proxy === undefined ? route.target.nameServer : undefined;
    throw nameFailure({ host: whose, asked }, codeOf(error), error);
  }
}

/** Whose name was looked up, and the name server that was asked if it is not the system's. */
interface LookedUp {
  readonly host: string;
  readonly asked: string | undefined;
}

function nameFailure({ host, asked }: LookedUp, code: string, error: unknown): unknown {
  switch (code) {
    case 'ENOTFOUND':
    case 'ENODATA':
      return unreachable(
        `There is no host named ${host}`,
        'Check the spelling of the address, and the network: some names are known only inside of one',
      );
    case 'EAI_AGAIN':
    case 'ECONNREFUSED':
    case 'ETIMEOUT':
      return unreachable(
        `The name ${host} could not be looked up: ${asked === undefined ? 'no name server answers' : `the name server ${asked} does not answer`} (${code})`,
        asked === undefined
          ? 'Check the network, a VPN, and the name server that this machine uses'
          : 'Check the address of the name server, or leave it out',
      );
    case 'ESERVFAIL':
    case 'EREFUSED':
      return unreachable(
        `The name ${host} could not be looked up: ${asked === undefined ? 'the name server' : `the name server ${asked}`} ${code === 'EREFUSED' ? 'refused to answer' : 'answered that it failed'} (${code})`,
        'It, or a name server that it asks, may be set up wrong: look at its log, or ask another',
      );
    case 'EUNKNOWN':
      return error;
    default:
      return unreachable(
        `The name ${host} could not be looked up (${code})`,
        'Check the spelling of the address, and the network',
      );
  }
}
