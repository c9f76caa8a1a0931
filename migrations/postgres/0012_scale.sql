-- What loading needs where there are many entities.

-- What a place lies in and what an entity belongs to is taken out from this side when it moves.
CREATE INDEX containment_place ON containment(place);
CREATE INDEX membership_member ON membership(member);
