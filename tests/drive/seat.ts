/** One person in a process of their own, so that they can sit at a host of their own; told what to do over IPC. */
import { Person, type Seat } from './person.ts'

type Order = { readonly id: number; readonly act: string; readonly args: readonly unknown[] }

const person = new Person(JSON.parse(process.argv[2] ?? '{}') as Seat)

process.on('message', (order: Order) => {
  const act = (person as unknown as Record<string, unknown>)[order.act]
  Promise.resolve()
    .then(() => {
      if (typeof act !== 'function') throw new Error(`a person does not ${order.act}`)
      return act.apply(person, [...order.args]) as unknown
    })
    .then(
      value => process.send?.({ id: order.id, value }),
      error => process.send?.({ id: order.id, error: String((error as Error)?.stack ?? error) }),
    )
})
process.once('disconnect', () => process.exit())
process.send?.({ id: 0 })
