/** After every test of this folder: nothing may have gone wrong unseen in a program that it opened. */
import { afterEach, expect } from 'vitest'
import { heard } from './home.ts'

afterEach(() => expect(heard()).toEqual([]))
