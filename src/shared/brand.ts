/** A name tag the compiler checks and the program never sees: two brands of one type cannot be confused. */
declare const brand: unique symbol
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
