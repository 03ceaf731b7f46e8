/**
 * The words that two people read to each other. BIP-39's English list, for its spelling that nobody mishears, holds words
 * like "abuse", "gun" and "suffer": nobody who came here because of such a thing is to find it on the screen. In their
 * places stand others, so every number keeps its word. (Recovery words stay BIP-39's own: other programs read them.)
 */
import { wordlist } from '@scure/bip39/wordlists/english.js'

/** BIP-39's word, and ours for it. */
const INSTEAD = `
  abandon:acorn absurd:almond abuse:alpine accident:amber accuse:anise addict:apron afraid:aster
  alarm:attic alcohol:bagel alien:bakery alone:barley anger:basil angry:beagle anxiety:beaver
  argue:beehive arrest:beetle assault:begonia attack:berry awful:birch awkward:biscuit battle:bluebell
  betray:bonfire bitter:bonnet blame:bouquet bleak:brook blind:butterfly blood:button bomb:candle
  broken:canary bullet:caramel burden:cardigan cage:cedar cancel:chestnut cannon:chime chaos:clover
  chronic:cocoa cigar:compass clinic:cookie crack:cosy crash:cottage crater:crocus crazy:cuckoo
  crime:currant cruel:cypress crumble:daffodil crush:dahlia cry:daisy damage:doughnut danger:dragonfly
  debris:drizzle decline:duckling defense:elm defy:ember demise:evergreen denial:falcon deny:feather
  despair:fern destroy:fiddle dirt:fig disagree:finch disease:firefly dismiss:flannel disorder:flute
  divorce:foal doctor:fountain drastic:foxglove drill:freckle drip:gazebo dumb:gingham dwarf:glacier
  empty:gooseberry enemy:granary erode:grove error:gull evil:hamper execute:harp exhaust:hazel
  exile:heather expire:heron expose:hive fat:holly fatal:hyacinth fatigue:iris fault:ivy fever:jasmine
  fire:jigsaw flee:juniper fragile:kettle fury:kingfisher ghost:koala gloom:lagoon gossip:lantern
  grief:larch guilt:lavender gun:lilac harsh:lily hazard:linen hollow:lullaby horror:magpie
  hospital:marigold hunt:melon hurt:mill ignore:mint ill:mitten illegal:moss illness:nectar
  inflict:nutmeg injury:oboe inmate:orchid insane:oregano jealous:otter judge:owl junk:pancake
  kick:pansy knife:parsley lawsuit:pasta lazy:peach liar:pebble loan:penguin lonely:peony mad:petal
  mask:pine merit:plum misery:poplar miss:poppy mistake:porridge monster:primrose naive:puffin
  nasty:quilt neglect:quince nerve:radish never:raisin nothing:raspberry nuclear:reed obey:robin
  orphan:rosemary panic:saffron penalty:sandal pill:sapling pistol:scarf police:seagull
  poverty:seashell prison:sesame problem:shore punch:skylark rebel:snowdrop regret:snowflake
  reject:sparrow rifle:spruce riot:starling risk:stream robot:sundial rude:sunflower sad:sunrise
  sadness:swan scare:teapot scatter:thistle scrap:thyme scrub:tulip shiver:turnip shock:twig
  shoot:vanilla shove:violet sick:waffle siege:waterfall silly:willow skull:wren slam:yarn
  sorry:zinnia stumble:apricot suffer:badger surge:blueberry suspect:carrot sword:daydream
  symptom:eiderdown tattoo:feast tobacco:gosling toilet:hammock tragic:icicle trap:jam trash:kimono
  trigger:ladle trouble:mulberry ugly:nightingale unable:oatmeal unfair:pearl unhappy:quartz
  useless:sycamore vicious:tangerine virus:upstairs warfare:velvety weapon:wallflower weird:yew
  worry:zither wreck:bramble wrestle:cobble wrong:dewdrop
`

const instead = new Map(
  INSTEAD.trim()
    .split(/\s+/)
    .map(pair => pair.split(':') as [string, string]),
)

/** 2048 words, each once, 11 bits a word. */
export const CALM_WORDS: readonly string[] = wordlist.map(word => instead.get(word) ?? word)
