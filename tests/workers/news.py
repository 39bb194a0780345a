"""What happens in the town: events that have nothing in common, so that no two of them are ever one story."""

from __future__ import annotations

from hashlib import sha256

EVENTS = (
    "Glacier retreat uncovers a Bronze Age ski beneath melting snow",
    "Parliament passes tax relief for beekeepers after a night debate",
    "Surgeons transplant a windpipe grown from a patient's own cells",
    "Chess champion resigns her title to sail around Cape Horn",
    "Volcano alert raised as tremors shake fishing villages",
    "Central bank lifts interest rates to fight bread prices",
    "Opera house roof collapses hours after the last performance",
    "Wolves return to a national park for the first time in a century",
    "Court clears nurse accused of stealing morphine",
    "Satellite firm loses contact with a weather probe near Venus",
    "Ferry workers strike over night shifts and frozen pay",
    "Archaeologists read a burnt scroll with X-rays",
    "Football club bankrupt after stadium loan is called in",
    "Measles outbreak closes three kindergartens",
    "Novelist declines prize money in protest at library cuts",
    "Drought forces vineyards to harvest in July",
    "Police recover a stolen Vermeer from a garage freezer",
    "Railway tunnel opens under the strait two years late",
    "Astronomers photograph a comet splitting in two",
    "Mayor apologises for the demolition of a Roma settlement",
    "Cyberattack stops pharmacies from filling prescriptions",
    "Whales strand on a sandbank after naval sonar tests",
    "Steel mill switches its furnaces from coal to hydrogen",
    "Teenager wins mathematics olympiad with a perfect score",
    "Refugees rescued from a drifting yacht by a cargo crew",
    "Brewery recalls alcohol-free beer over glass splinters",
    "Monks sue a quarry for the dust on their frescoes",
    "Airline grounds its fleet after cracks in turbine blades",
    "Potato blight spreads despite a ban on infected seed",
    "Film festival drops red carpet to save electricity",
    "Ombudsman criticises prisons for solitary confinement",
    "Geologists find lithium beneath a spa's hot springs",
    "Tramway driver stops a runaway carriage with sand",
    "Boxing federation expels referee for bribery",
    "Earthworms from overseas alter the forest floor",
    "Actors' union agrees on rules for synthetic voices",
    "Lighthouse sold for one coin to a family of potters",
    "Ice storm leaves mountain hamlets without power",
    "Historian identifies a spy in a royal wedding portrait",
    "Dockers unload a ship of counterfeit sneakers",
)
# What the watch of the test asks for: a plain word that stands in every report and says nothing of its event.
SIGN = "told"


def word_of(*numbers: object) -> str:
    """A word that stands nowhere else. No name: of those only the consonants are compared."""
    digits = sha256(repr(numbers).encode()).digest()
    return "".join("bcdfghjklmnprstvz"[a % 17] + "aeiou"[b % 5] for a, b in zip(digits[:4], digits[4:8], strict=True))


def title_of(event: int) -> str:
    return EVENTS[event % len(EVENTS)] if event else "How to reach our newsroom"


def text_of(event: int) -> tuple[str, ...]:
    """The paragraphs of the report; every outlet that tells of the event prints the same."""
    title = title_of(event)
    said = title[0].lower() + title[1:]
    own = " ".join(word_of(event, n) for n in range(30))
    return (f"{title}, as they {SIGN} us.", f"{said.capitalize()}: {said}.", f"{title} again, {said}.", f"{own}.")
