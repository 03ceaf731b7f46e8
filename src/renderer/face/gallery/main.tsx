/** The gallery begins: `?theme=dark&text=200&words=pseudo&dir=rtl` says how it looks and speaks. */
import { createRoot } from 'react-dom/client'
import { en } from '../../../shared/locales/en.ts'
import { pseudo } from '../../../shared/locales/pseudo.ts'
import { speak } from '../../../shared/locales/speak.ts'
import { followLook } from '../theme/look.ts'
import { Gallery } from './Gallery.tsx'
import '../theme/fonts.css'
import '../theme/tokens.css'
import '../theme/ground.css'

const wish = new URLSearchParams(window.location.search)
const text = Number(wish.get('text') ?? 100)
followLook(JSON.stringify({ theme: wish.get('theme') ?? 'system', text }), () => {})
if (wish.get('words') === 'pseudo') speak('en', pseudo())
if (wish.get('dir') === 'rtl') {
  document.documentElement.dir = 'rtl'
  speak('ar', en)
}

const place = document.getElementById('face')
if (!place) throw new Error('the page has no place for the gallery')
createRoot(place).render(<Gallery />)
