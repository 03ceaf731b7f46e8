/**
 * How rooms talk: a request carries an id, a name and arguments; a reply carries the id and either the value or a fault;
 * news go one way. Everything is parsed where it enters, so behind the edge every value has its type.
 */
import * as v from 'valibot'
import { Fault } from '../fault.ts'
import { err, ok, type Result } from '../result.ts'

// biome-ignore lint/suspicious/noExplicitAny: a schema of anything is what a contract is made of
type Schema<T = any> = v.GenericSchema<any, T>

export type Call<A extends Schema = Schema, R extends Schema = Schema> = {
  readonly args: A
  readonly result: R
}
export type Calls = Readonly<Record<string, Call>>
export type News = Readonly<Record<string, Schema>>
export type Contract = { readonly calls: Calls; readonly news: News }

export const call = <A extends Schema, R extends Schema>(args: A, result: R): Call<A, R> => ({ args, result })

export type Args<C extends Contract, N extends keyof C['calls']> = v.InferOutput<C['calls'][N]['args']>
export type Value<C extends Contract, N extends keyof C['calls']> = v.InferOutput<C['calls'][N]['result']>
export type Tidings<C extends Contract, N extends keyof C['news']> = v.InferOutput<C['news'][N]>

/** One end of a message channel, whatever it is made of: MessagePort, MessagePortMain, a relay's pipe, a test's pair. */
export type Port = {
  readonly post: (message: unknown) => void
  readonly listen: (receive: (message: unknown) => void) => void
  readonly close: () => void
}

export type Handlers<C extends Contract> = {
  readonly [N in keyof C['calls']]: (
    args: Args<C, N>,
  ) => Result<Value<C, N>, Fault> | Promise<Result<Value<C, N>, Fault>>
}

const Request = v.object({ id: v.number(), call: v.string(), args: v.unknown() })
const Reply = v.union([
  v.object({ id: v.number(), value: v.unknown(), fault: v.optional(v.undefined()) }),
  v.object({ id: v.number(), fault: Fault }),
])
const Told = v.object({ news: v.string(), value: v.unknown() })

/** What a server does with a handler that threw: a bug, told without the words that caused it. */
export type Bug = (call: string, error: unknown) => void

/** Answer every call of the contract on this port. Returns how to tell news. An unknown or malformed call is `bad-request`. */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>, port: Port, bug: Bug) {
  port.listen(async message => {
    const request = v.safeParse(Request, message)
    if (!request.success) return
    const { id, call: name, args } = request.output
    const spec = Object.hasOwn(contract.calls, name) ? contract.calls[name] : undefined
    const parsed = spec && v.safeParse(spec.args, args)
    if (!parsed?.success) return port.post({ id, fault: 'bad-request' })
    try {
      const answer = await handlers[name as keyof C['calls']](parsed.output as never)
      port.post(answer.ok ? { id, value: answer.value } : { id, fault: answer.fault })
    } catch (error) {
      bug(name, error)
      port.post({ id, fault: 'not-saved' })
    }
  })
  return {
    tell<N extends keyof C['news'] & string>(news: N, value: Tidings<C, N>): void {
      port.post({ news, value })
    },
  }
}

export type Asking<C extends Contract> = {
  ask<N extends keyof C['calls'] & string>(name: N, args: Args<C, N>): Promise<Result<Value<C, N>, Fault>>
  on<N extends keyof C['news'] & string>(news: N, hear: (value: Tidings<C, N>) => void): () => void
  /** Everything still waiting is answered `vault-gone`; so is everything asked later. */
  end(): void
}

/** The asking side of a contract. */
export function ask<C extends Contract>(contract: C, port: Port): Asking<C> {
  let next = 1
  let ended = false
  const waiting = new Map<number, { name: string; answer: (result: Result<never, Fault>) => void }>()
  const ears = new Map<string, Set<(value: never) => void>>()

  port.listen(message => {
    const told = v.safeParse(Told, message)
    if (told.success) {
      const schema = contract.news[told.output.news]
      const value = schema && v.safeParse(schema, told.output.value)
      if (value?.success) for (const hear of ears.get(told.output.news) ?? []) hear(value.output as never)
      return
    }
    const reply = v.safeParse(Reply, message)
    if (!reply.success) return
    const asked = waiting.get(reply.output.id)
    if (!asked) return
    waiting.delete(reply.output.id)
    if ('fault' in reply.output && reply.output.fault) return asked.answer(err(reply.output.fault))
    const spec = contract.calls[asked.name]
    const value = spec && v.safeParse(spec.result, (reply.output as { value?: unknown }).value)
    asked.answer(value?.success ? (ok(value.output) as never) : err('bad-request'))
  })

  return {
    ask(name, args) {
      if (ended) return Promise.resolve(err('vault-gone'))
      return new Promise(resolve => {
        const id = next++
        waiting.set(id, { name, answer: resolve as never })
        port.post({ id, call: name, args })
      })
    },
    on(news, hear) {
      const set = ears.get(news) ?? new Set()
      ears.set(news, set)
      set.add(hear as never)
      return () => set.delete(hear as never)
    },
    end() {
      ended = true
      for (const { answer } of waiting.values()) answer(err('vault-gone'))
      waiting.clear()
      port.close()
    },
  }
}
