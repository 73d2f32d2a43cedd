"""What an applicant answers, for the faces that a party uses."""

APPLICATION = {
    "purpose": "works",
    "first_day": "2030-11-20",
    "last_day": "2030-11-25",
    "place": "望林路 3 号门前 12 平方米",
}
PERSON = {"kind": "person", "name": "吴小满", "number": "11010519491231002X", "phone": "13900000003"}
