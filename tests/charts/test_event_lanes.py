import pandas as pd

from collabgov.charts import event_lanes


def test_events_that_would_meet_stand_in_lanes_of_their_own():
    dates = ["1950", "2013", "2013-08", "2014", "2015", "2023"]
    table = pd.DataFrame({"case": list("aaaabb"), "date": dates})
    placed, middles = event_lanes.placed(table)
    assert list(placed["number"]) == [1, 2, 3, 4, 5, 6]
    assert list(placed["lane"][:4]) == [0, 0, 1, 2]
    assert placed["lane"][4] == placed["lane"][5] > 2  # the next case, far apart
    assert middles["a"] == 1


def test_all_events_of_one_year_are_no_trouble():
    table = pd.DataFrame({"case": ["a", "a"], "date": ["2013", "2013"]})
    assert event_lanes.placed(table)[0]["lane"].nunique() == 1
