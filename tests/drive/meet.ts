/** How people come into one circle: one founds it, the others are let in one by one, each after their words were compared. */
import type { Person } from './person.ts'

type Guest = Pick<Person, 'knock' | 'safetyWords' | 'enter' | 'agree'>
type Host = Pick<Person, 'foundCircle' | 'invite' | 'safetyWords' | 'letIn'>

/** `names`: the host's own name first. Everybody stands in the circle afterwards; the answer is the host's address. */
export async function meet(
  host: Host,
  guests: readonly Guest[],
  circle: string,
  names: readonly string[],
): Promise<string> {
  await host.foundCircle(circle, names[0] ?? 'Host')
  let address = ''
  for (const [i, guest] of guests.entries()) {
    const invitation = await host.invite()
    address = invitation.addresses[0] ?? ''
    if (address === '') throw new Error('the invitation shows no address')
    await guest.knock(invitation.code, address, names[i + 1] ?? `Guest ${i + 1}`)
    const [shown, heard] = [await host.safetyWords('door.words'), await guest.safetyWords('join.words')]
    if (shown !== heard) throw new Error(`the words differ: ${shown} and ${heard}`)
    await host.letIn()
    // From three members on a second one says yes too.
    if (i >= 2) await guests[0]?.agree('admit', names[i + 1] ?? '')
    await guest.enter(circle)
  }
  return address
}
